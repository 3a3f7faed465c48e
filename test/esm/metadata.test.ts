import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseEsmMetadata } from '../../src/esm/metadata.ts';
import { type Problem, ProblemError } from '../../src/protocol/problem.ts';

const golden = join(import.meta.dirname, '../golden/esm');
const read = (name: string) => parseEsmMetadata(name, readFileSync(join(golden, name, 'config.json'), 'utf8'));

function problemOf(action: () => unknown): Problem | null {
  try {
    action();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return null;
}

describe('parseEsmMetadata', () => {
  it('reads version 0.1.0', () => {
    expect(read('version-0.1.0')).toEqual({
      baseModelName: 'bert-uncased',
      taskId: 'golden/legacy',
      taskSubset: 'default',
      taskSplit: 'train',
      textColumns: ['sentence'],
      labelColumn: 'label',
      examples: 8544,
      language: null,
      architecture: 'linear',
      training: {
        lmEpochs: 3,
        lmBatchSize: 32,
        lmLearningRate: 2e-5,
        lmWeightDecay: 0.01,
        lmOptimizer: 'AdamW',
        esmEpochs: 10,
        esmBatchSize: 32,
        esmLearningRate: 0.001,
        esmWeightDecay: 0.01,
        esmOptimizer: 'AdamW',
        developers: 'golden',
        version: '0.1.0',
      },
    });
  });

  it('reads version 0.2.0 out of a whole transformers configuration', () => {
    const metadata = read('version-0.2.0');
    expect(metadata).toMatchObject({
      baseModelName: 'golden/bert-uncased',
      taskId: 'golden/task',
      language: 'en',
      examples: 1000,
    });
    expect(metadata.training).toMatchObject({ seed: 42, version: '0.2.0' });
    expect(metadata.training).not.toHaveProperty('transformers_version');
  });

  it('reads several text columns', () => {
    expect(read('text-columns-array').textColumns).toEqual(['premise', 'hypothesis']);
    expect(read('version-0.2.0-two-columns').textColumns.length).toBe(2);
  });

  it.each([
    ['oldest-config', 'esm-no-base-model'],
    ['bad-no-task-id', 'esm-no-task-id'],
    ['bad-config-json', 'esm-config-not-json'],
  ])('refuses %s as %s', (name, code) => {
    expect(problemOf(() => read(name))?.code).toBe(code);
  });

  it('names the field whose type is wrong', () => {
    const text = JSON.stringify({ base_model_name: 'b', task_id: 't', num_examples: 'many' });
    expect(() => parseEsmMetadata('r', text)).toThrow(/esm-config-shape.*num_examples/);
  });

  const named = { base_model_name: 'b', task_id: 't' };

  it.each([
    ['task_id', { ...named, task_id: 'x'.repeat(20_000) }],
    ['language', { ...named, language: Array(5_000).fill('en') }],
    ['text_column.1', { ...named, text_column: ['a', 'b'.repeat(20_000)] }],
  ])('names the field %s, which is longer than a name can be', (field, config) => {
    expect(problemOf(() => parseEsmMetadata('r', JSON.stringify(config)))).toMatchObject({
      code: 'esm-config-shape',
      field,
      reason: expect.stringMatching(/Too big|1,000/),
    });
  });

  it.each([
    ['megabytes', JSON.stringify({ ...named, task_id: 'x'.repeat(20e6) })],
    ['nested', '{"a":'.repeat(100_000)],
  ])('is not parsed where it has %s', (_, text) => {
    expect(problemOf(() => parseEsmMetadata('r', text))).toMatchObject({ code: 'esm-config-not-json' });
  });
});
