import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseEsmMetadata } from '../../src/esm/metadata.ts';
import { readEsm } from '../../src/esm/read-esm.ts';
import { type NewEsm, writeEsm } from '../../src/esm/write-esm.ts';
import { problemOf } from '../hub/hub-fixture.ts';

const root = mkdtempSync(join(tmpdir(), 'itr-write-esm-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const weight = Float64Array.of(1, 0.25, -0.5, 2 / 3);
const bias = Float64Array.of(1 / 3, -4);
const esm: NewEsm = {
  weight,
  bias,
  dimension: 2,
  metadata: { base_model_name: 'owner/base', task_id: 'owner/task', text_column: ['a', 'b'], num_examples: 60 },
};

const filesIn = (folder: string) => ({
  config: join(folder, 'config.json'),
  weights: join(folder, 'model.safetensors'),
});

describe('writeEsm', () => {
  it('writes what readEsm reads', async () => {
    const folder = join(root, 'deep', 'new');
    await writeEsm(folder, esm);
    const read = await readEsm({ repo: folder, files: filesIn(folder), dimension: 2 });
    expect(read.weights).toEqual({ weight: Float32Array.from(weight), bias: Float32Array.from(bias) });
    expect(read.metadata).toMatchObject({
      baseModelName: 'owner/base',
      taskId: 'owner/task',
      textColumns: ['a', 'b'],
      examples: 60,
      architecture: 'linear',
      training: { version: '0.2.0' },
    });
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'config.json', 'model.safetensors']);
    expect(readdirSync(join(root, 'deep'))).toEqual(['new']);
  });

  it('halves the weights as bfloat16', async () => {
    const folder = join(root, 'half');
    await writeEsm(folder, { ...esm, dtype: 'bfloat16' });
    const { weights } = await readEsm({ repo: folder, files: filesIn(folder), dimension: 2 });
    expect([...weights.weight]).toEqual([1, 0.25, -0.5, 0.66796875]);
  });

  it('replaces the three files in a folder that is there, and leaves the rest of it', async () => {
    const folder = join(root, 'old');
    mkdirSync(folder);
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    writeFileSync(join(folder, 'config.json'), '{}');
    await writeEsm(folder, esm);
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'config.json', 'model.safetensors', 'notes.txt']);
    expect(parseEsmMetadata(folder, readFileSync(filesIn(folder).config, 'utf8')).taskId).toBe('owner/task');
  });

  it('writes nothing of a map that is not finite', async () => {
    const folder = join(root, 'infinite');
    const action = writeEsm(folder, { ...esm, bias: Float64Array.of(1e300, 0) });
    expect(await problemOf(action)).toMatchObject({ code: 'esm-not-finite', repo: folder });
    expect(readdirSync(root)).not.toContain('infinite');
  });

  it('says what stands in the way', async () => {
    const file = join(root, 'a-file');
    writeFileSync(file, '');
    expect(await problemOf(writeEsm(file, esm))).toMatchObject({ code: 'run-output-not-written', file });
    expect(await problemOf(writeEsm(join(file, 'below'), esm))).toMatchObject({ code: 'run-output-not-written' });
    expect(readdirSync(root).filter((name) => name.endsWith('.incomplete'))).toEqual([]);
  });
});
