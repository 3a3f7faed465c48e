import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toTextTable } from '../../src/ranking/export/text-table.ts';
import { readDocument } from '../../src/ranking/read-document.ts';
import { unknownCertainty } from '../../src/ranking/unknown-certainty.ts';
import { someTasks, unknownVersion } from '../renderer/documents/recorded.ts';
import { besideRidge, rankedBy } from '../renderer/documents/with-estimators.ts';

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

test('a value that this program does not know yet is told with the version that wrote it', () => {
  const { model } = someTasks();
  const newer = { ...someTasks(), generator: '9.1.0', model: { ...model, pooling: 'attention' } };
  expect(readDocument(newer)).toMatchObject({ kind: 'invalid', where: 'model.pooling', generator: '9.1.0' });
});

test('a ranking by another estimator, and one with others beside it, are read as they were written; an unknown one is told', () => {
  for (const document of [rankedBy('ridge'), besideRidge(someTasks())]) {
    expect(readDocument(JSON.parse(JSON.stringify(document)))).toEqual({ kind: 'document', document });
  }
  const unknown = { ...someTasks(), method: { ...someTasks().method, score: 'leep' } };
  expect(readDocument(unknown)).toMatchObject({ kind: 'invalid', where: 'method.score' });
  const { score: _, ...unnamed } = someTasks().method;
  expect(readDocument({ ...someTasks(), method: unnamed })).toEqual({ kind: 'document', document: someTasks() });
});

test('values nested too deeply are refused, not a crash', () => {
  const text = JSON.stringify(someTasks()).replace(
    '"lmEpochs":3',
    `"lmEpochs":${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  );
  expect(readDocument(JSON.parse(text))).toMatchObject({ kind: 'invalid' });
});

test('nothing that JSON can hold makes it throw, whatever field it stands in', () => {
  const whole = someTasks();
  const places = Object.entries(whole).flatMap(([key, value]) =>
    value instanceof Object ? [[key], ...Object.keys(value).map((inner) => [key, inner])] : [[key]],
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.jsonValue(), ([outer = '', inner], value) => {
      const field: unknown = Reflect.get(whole, outer);
      const changed =
        inner === undefined || !(field instanceof Object) ? value : Object.assign(copy(field), { [inner]: value });
      const read = readDocument({ ...whole, [outer]: changed });
      expect(['document', 'invalid', 'other-version']).toContain(read.kind);
      if (read.kind === 'document') expect(toTextTable(read.document, { top: 3 })).not.toMatch(/[\p{Cc}--\n]/v);
    }),
    { numRuns: 500 },
  );
});

function copy(value: object): object {
  return Array.isArray(value) ? [...value] : { ...value };
}

test('a document of a version without certainty is read as one whose certainty is not known', () => {
  const { certainty: _, method, tasks, ...rest } = someTasks();
  const { certainty: __, ...olderMethod } = method;
  const fields = new Set(Object.keys(unknownCertainty).filter((field) => field !== 'interval'));
  const olderTasks = tasks.map((task) => Object.fromEntries(Object.entries(task).filter(([key]) => !fields.has(key))));
  const older = { ...rest, method: olderMethod, tasks: olderTasks };
  expect(readDocument(older)).toEqual({ kind: 'document', document: someTasks() });
});

test.each([
  ['certainty.verdict', { certainty: { verdict: 'sure', p: 0, shortlist: [], tied: [], rowsToDecide: null } }],
  ['certainty.p', { certainty: { verdict: 'helps', p: 1.5, shortlist: [], tied: [], rowsToDecide: null } }],
  ['tasks.0.helps', { tasks: [{ ...someTasks().tasks[0], helps: -0.1 }] }],
  ['tasks.0.rankInterval.0', { tasks: [{ ...someTasks().tasks[0], rankInterval: [0, 3] }] }],
])('a certainty that cannot be is refused by its field: %s', (where, change) => {
  expect(readDocument({ ...someTasks(), ...change })).toMatchObject({ kind: 'invalid', where });
});

test('fields of a newer program do no harm', () => {
  expect(readDocument({ ...someTasks(), confidence: 0.9 }).kind).toBe('document');
});
