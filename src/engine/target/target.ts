import { basename } from 'node:path';
import type { Examples } from '../../dataset/examples/examples.ts';
import { readExamples } from '../../dataset/examples/read-examples.ts';
import { type TargetTraits, wordsOf } from '../../esm/fetch-order.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import type { RunObserver } from '../between-stages/run-events.ts';
import type { EngineContext } from '../context.ts';
import { openTarget } from './open-target.ts';
import { targetLanguage } from './target-language.ts';

/** Reads the sample that a request asks for. */
export async function readTarget(
  request: RankRequest,
  { hub }: Pick<EngineContext, 'hub'>,
  observer: RunObserver,
): Promise<Examples> {
  const { encoding, textColumns, labelColumn, task, examples, seed } = request;
  const { signal, onProgress } = observer;
  const source = await openTarget(request, hub, observer);
  return readExamples({ source, encoding, textColumns, labelColumn, task, examples, seed, signal, onProgress });
}

/** The target as the document states it. */
export function targetOf(request: RankRequest, examples: Examples): RankingDocument['target'] {
  const { textColumns, labelColumn, task, classes, rowsRead, seed, dropped, fingerprint } = examples;
  return {
    source: examples.source ?? request.dataset,
    config: examples.origin?.config ?? null,
    split: examples.split ?? null,
    ...revisionsOf(examples),
    ...(examples.encoding && { encoding: examples.encoding }),
    ...(examples.sheet !== undefined && { sheet: examples.sheet }),
    textColumns,
    labelColumn,
    task,
    classes,
    rows: examples.texts.length,
    rowsRead,
    seed: seed !== null && Number.isSafeInteger(Number(seed)) ? Number(seed) : seed,
    dropped,
    fingerprint,
  };
}

/** Which state of a dataset on the Hub was read. */
function revisionsOf({ origin }: Examples): Pick<RankingDocument['target'], 'revision' | 'convertedRevision'> {
  if (origin === undefined) return {};
  const { revision, converted } = origin;
  return { revision, ...(converted === undefined ? {} : { convertedRevision: converted }) };
}

/** What decides the order in which maps are fetched. */
export async function traitsOf(request: RankRequest, examples: Examples): Promise<TargetTraits> {
  const names = [
    basename(request.dataset),
    ...examples.textColumns,
    examples.labelColumn,
    ...examples.classes.slice(0, 100),
  ];
  return {
    language: await targetLanguage(examples.texts),
    task: examples.task,
    textColumns: examples.textColumns.length,
    words: wordsOf(names.join(' ')),
  };
}
