import type { RankingDocument } from '../document.ts';
import { type CodedFact, factInWords } from '../facts-in-words.ts';
import { plainLine } from '../plain-text.ts';
import { coverageSentence, droppedSentence } from '../sentences/coverage.ts';
import {
  methodSentence,
  methodWarning,
  sampleSentence,
  targetSentence,
  timeSentence,
} from '../sentences/provenance.ts';
import { scoreMeaning } from '../sentences/strength.ts';
import { english, type Translate } from '../sentences/translate.ts';
import { skippedSentence } from '../skipped-maps.ts';

/** How an export puts a code and its facts into words. */
export type DescribeFact = (fact: CodedFact) => string;

/** What every presentation says below its first sentence. All of it is plain text, not yet escaped. */
export interface Facts {
  /** Name and value: dataset, model, sample, coverage, time. */
  about: { name: string; value: string }[];
  method: string;
  /** What a score means, in plain words. */
  meaning: string;
  /** Warnings that say what the answer is about, and stand beside it. */
  caveats: string[];
  /** What else a reader should know before trusting the numbers. */
  warnings: string[];
  dropped: string[];
  skipped: { repo: string; reason: string }[];
}

/** Codes of warnings that say of which rows alone the answer speaks. */
const caveatCodes = ['dataset-many-dropped', 'dataset-cut-off'];

/** Warnings that say what the answer is about, in words; one of each kind. */
export function caveatsOf(document: Pick<RankingDocument, 'warnings'>, describe: DescribeFact): string[] {
  return caveatWarnings(document).map(describe);
}

function caveatWarnings({ warnings }: Pick<RankingDocument, 'warnings'>): CodedFact[] {
  return caveatCodes.flatMap((code) => warnings.find((warning) => warning.code === code) ?? []);
}

/** The facts of a ranking in words. */
export function factsOf(
  document: RankingDocument,
  say: Translate = english,
  describe: DescribeFact = factInWords,
): Facts {
  const { target, model } = document;
  const caveats = caveatWarnings(document);
  const others = document.warnings.filter((warning) => !caveats.includes(warning));
  const source = [target.source, target.config, target.split, target.sheet, target.encoding]
    .filter((part) => part != null)
    .join(' · ');
  return {
    about: [
      { name: say('Dataset'), value: plainLine(source) },
      { name: say('Task'), value: targetSentence(document, say) },
      { name: say('Base model'), value: plainLine(model.id) },
      { name: say('Sample'), value: sampleSentence(document, say) },
      { name: say('Maps'), value: coverageSentence(document, say) },
      { name: say('Time'), value: timeSentence(document) },
    ].filter(({ value }) => value !== ''),
    method: methodSentence(document, say),
    meaning: scoreMeaning(document, say),
    caveats: caveats.map(describe),
    warnings: [methodWarning(document, say), skippedSentence(document, describe, say), ...others.map(describe)].filter(
      (warning) => warning !== '',
    ),
    dropped: target.dropped.map((entry) => droppedSentence(entry, say)),
    skipped: document.skipped.map((entry) => ({ repo: plainLine(entry.repo), reason: describe(entry) })),
  };
}
