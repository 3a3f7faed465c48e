import type { RankingDocument } from '../document.ts';
import { plainLine } from '../plain-text.ts';
import { methodLabel, sampleSentence } from './provenance.ts';
import { english, type Translate } from './translate.ts';

/** One thing in which two rankings differ, with what it is in each. */
export interface Difference {
  name: string;
  first: string;
  second: string;
}

/** In what two rankings differ, the most telling first; empty where all that is told of them is the same. */
export function differencesOf(first: RankingDocument, second: RankingDocument, say: Translate = english): Difference[] {
  const facts: [string, (document: RankingDocument) => string][] = [
    [say('base model'), ({ model }) => model.id],
    [
      say('dataset'),
      ({ target }) => [target.source, target.config, target.split].filter((part) => part !== null).join(' · '),
    ],
    [say('text'), ({ target }) => target.textColumns.join(' + ')],
    [say('label'), ({ target }) => target.labelColumn],
    [say('sample'), (document) => sampleSentence(document, say)],
    [say('pooling'), ({ model }) => model.pooling ?? ''],
    [say('score'), (document) => methodLabel(document, say)],
    [say('filter'), ({ coverage }) => coverage?.filter?.text ?? ''],
  ];
  return facts.flatMap(([name, told]) => {
    const [here, there] = [plainLine(told(first)), plainLine(told(second))];
    return here === there || here === '' || there === '' ? [] : [{ name, first: here, second: there }];
  });
}

/** The same in a sentence. */
export function differencesSentence(differences: readonly Difference[], say: Translate = english): string {
  if (differences.length === 0) return say('Nothing that is told of the two differs but when they were made.');
  const parts = differences.map(({ name, first, second }) =>
    say('{0}: {1} here, {2} in the other', name, first, second),
  );
  return say('What differs: {0}.', parts.join('; '));
}
