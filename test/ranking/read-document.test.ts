import { expect, test } from 'vitest';
import { readDocument } from '../../src/ranking/read-document.ts';
import { someTasks, unknownVersion } from '../renderer/documents/recorded.ts';

test('another version is told apart from a damaged document', () => {
  expect(readDocument(unknownVersion())).toEqual({ kind: 'other-version', schema: 'intermediate-task-ranking/9' });
});

test.each([
  [null, ''],
  ['text', ''],
  [{}, 'schema'],
  [{ ...someTasks(), baseline: { score: '-0.6', evidence: [] } }, 'baseline.score'],
  [{ ...someTasks(), tasks: [{}] }, 'tasks.0.rank'],
])('a damaged document names its first bad field (%#)', (value, where) => {
  expect(readDocument(value)).toMatchObject({ kind: 'invalid', where });
});

test('fields of a newer program do no harm', () => {
  expect(readDocument({ ...someTasks(), confidence: 0.9 }).kind).toBe('document');
});
