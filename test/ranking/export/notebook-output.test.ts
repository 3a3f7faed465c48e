import { expect, test } from 'vitest';
import { toJson } from '../../../src/ranking/export/json.ts';
import { toNotebookOutput } from '../../../src/ranking/export/notebook-output.ts';
import { readDocument } from '../../../src/ranking/read-document.ts';
import { hostile, manyTasks, recordedDocuments } from '../../renderer/documents/recorded.ts';

test('an output holds the document and three fallbacks', () => {
  expect(Object.keys(toNotebookOutput(manyTasks()))).toEqual([
    'application/vnd.intermediate-task-ranking.v1+json',
    'text/html',
    'text/markdown',
    'text/plain',
  ]);
});

test('the fallbacks stay small beside 1,500 tasks', () => {
  const output = toNotebookOutput(manyTasks());
  for (const mime of ['text/html', 'text/markdown', 'text/plain']) {
    expect(output[mime]?.length).toBeLessThan(40_000);
    expect(output[mime]).toMatch(/Baseline: no intermediate task/);
  }
});

test('a field named __proto__ changes no prototype', () => {
  const read = readDocument(JSON.parse(toJson(hostile())));
  if (read.kind !== 'document') throw new Error(read.kind);
  expect(read.document.skipped.map(({ detail }) => Object.getPrototypeOf(detail))).toEqual(
    hostile().skipped.map(() => Object.prototype),
  );
});

const { hostile: _, ...others } = recordedDocuments;

test.each(Object.entries(others))('%s survives JSON', (_, make) => {
  const document = make();
  expect(readDocument(JSON.parse(toJson(document)))).toEqual({ kind: 'document', document });
});
