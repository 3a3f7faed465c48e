import { basename } from 'node:path';
import type { Examples } from '../dataset/examples.ts';
import { openDataset } from '../dataset/open-dataset.ts';
import { readExamples } from '../dataset/read-examples.ts';
import { type TargetTraits, wordsOf } from '../esm/fetch-order.ts';
import type { Progress } from '../protocol/progress.ts';
import type { RankRequest } from '../protocol/rank-request.ts';
import type { RankingDocument } from '../ranking/document.ts';
import { targetLanguage } from './target-language.ts';

/** Reads the sample that a request asks for. */
export async function readTarget(
  request: RankRequest,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Examples> {
  const { textColumns, labelColumn, task, examples, seed } = request;
  const source = await openDataset(request.dataset, request.folder, request.inputFormat);
  return readExamples({ source, textColumns, labelColumn, task, examples, seed, signal, onProgress });
}

/** The target as the document states it. */
export function targetOf(request: RankRequest, examples: Examples): RankingDocument['target'] {
  const { textColumns, labelColumn, task, classes, rowsRead, seed, dropped, fingerprint } = examples;
  return {
    source: request.dataset,
    config: null,
    split: examples.split ?? null,
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
