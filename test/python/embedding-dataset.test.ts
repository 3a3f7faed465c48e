import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { trainMap } from '../../src/engine/training/train.ts';
import { readEsm } from '../../src/esm/read-esm.ts';
import { trainRequest } from '../../src/protocol/train-request.ts';
import { sampleTuned, taskTexts } from '../engine/training/tuned-models.ts';
import { engineFixture } from '../engine-fixture.ts';
import { hfselectPython } from './run-cell.ts';

// Files of embeddings go both ways between this program and hfselect; skipped where there is no Python with it (ITR_HFSELECT_PYTHON).

const { signal } = new AbortController();

/** Reads what was saved here, saves it again with its metadata (a pickle), and says what it is. */
const program = `import json, sys
from hfselect.embedding_dataset import EmbeddingDataset

ours = EmbeddingDataset.from_disk(sys.argv[1])
EmbeddingDataset(ours.x, ours.y, metadata={"task_id": "a/b"}).save(sys.argv[2])
print(json.dumps({"rows": len(ours), "dimension": ours.embedding_dim, "dtype": str(ours.x.dtype)}))`;

describe.skipIf(hfselectPython === null)('EmbeddingDataset of hfselect (ITR_HFSELECT_PYTHON)', () => {
  it('reads the embeddings that are saved here, and a map is made from those that it saves', async () => {
    await using fixture = await engineFixture();
    const context = fixture.context();
    const saved = join(fixture.folder, 'ours.npz');
    const theirs = join(fixture.folder, 'theirs.npz');
    const common = { base: 'samples/bert-tiny-debian', out: join(fixture.folder, 'map') };
    const columns = {
      dataset: taskTexts,
      textColumns: ['text'],
      labelColumn: 'label',
      examples: 80,
      tuned: sampleTuned,
    };
    const first = await trainMap(trainRequest.parse({ ...common, ...columns, saveEmbeddings: saved }), context, {
      signal,
    });
    const { stdout } = await promisify(execFile)(hfselectPython ?? '', ['-c', program, saved, theirs]);
    const facts = z.unknown().parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
    expect(facts).toEqual({ rows: 80, dimension: 128, dtype: 'float32' });
    const again = { ...common, out: join(fixture.folder, 'again'), dataset: 'task', embeddings: theirs };
    const second = await trainMap(trainRequest.parse(again), context, { signal });
    const weightsOf = async (folder: string) => {
      const files = { config: join(folder, 'config.json'), weights: join(folder, 'model.safetensors') };
      return (await readEsm({ repo: folder, files, dimension: 128 })).weights;
    };
    expect(await weightsOf(second.map)).toEqual(await weightsOf(first.map));
  });
});
