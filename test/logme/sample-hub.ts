import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Examples } from '../../src/dataset/examples/examples.ts';
import { readExamples } from '../../src/dataset/examples/read-examples.ts';
import { openFile } from '../../src/dataset/sources/file-source.ts';
import { readEsm } from '../../src/esm/read-esm.ts';
import type { EmbeddingMap, LabelledEmbeddings } from '../../src/logme/types.ts';
import type { Task } from '../../src/protocol/rank-request.ts';
import { folderFiles, withModel } from '../language-model/golden-models.ts';

const models = join(import.meta.dirname, '../../samples/hub/models/samples');

/** Dimensions of the sample base model. */
const d = 128;

/** A map of the sample Hub. */
export interface SampleMap {
  repo: string;
  map: EmbeddingMap;
}

/** All maps of the sample Hub, or every so manieth. */
export async function sampleMaps(every = 1): Promise<SampleMap[]> {
  const names = readdirSync(models).filter((name) => name.startsWith('ESM_'));
  return Promise.all(
    names
      .filter((_, index) => index % every === 0)
      .map(async (name) => {
        const folder = join(models, name);
        const files = { config: join(folder, 'config.json'), weights: join(folder, 'model.safetensors') };
        const repo = `samples/${name}`;
        return { repo, map: (await readEsm({ repo, files, dimension: d })).weights };
      }),
  );
}

/** The first rows of a dataset file, read as a run reads them. */
export async function firstRows(file: string, rows: number, task?: Task): Promise<Examples> {
  return readExamples({ source: await openFile(file), examples: rows, seed: null, task });
}

/** Embeddings of texts by the sample base model, `[texts, 128]`. */
export async function embedTexts(texts: string[]): Promise<Float32Array> {
  const { signal } = new AbortController();
  return withModel(folderFiles(join(models, 'bert-tiny-debian')), {}, (model) => model.embed({ texts, signal }));
}

/** Examples with their embeddings: those of the first rows of `embeddings`. */
export function labelled({ labels, classes }: Examples, embeddings: Float32Array): LabelledEmbeddings {
  const n = labels.length;
  return {
    embeddings: embeddings.subarray(0, n * d),
    n,
    d,
    labels: Float64Array.from(labels),
    classes: classes.length,
  };
}

/** Some of the rows of labelled embeddings; classes that none of them has are no classes of theirs. */
export function rowsOf(examples: LabelledEmbeddings, rows: readonly number[]): LabelledEmbeddings {
  const embeddings = new Float32Array(rows.length * d);
  for (const [place, row] of rows.entries()) {
    embeddings.set(examples.embeddings.subarray(row * d, (row + 1) * d), place * d);
  }
  const labels = Float64Array.from(rows, (row) => examples.labels[row] ?? 0);
  if (examples.classes === 0) return { ...examples, embeddings, n: rows.length, labels };
  const present = [...new Set(labels)].sort((a, b) => a - b);
  return {
    embeddings,
    n: rows.length,
    d,
    labels: labels.map((label) => present.indexOf(label)),
    classes: present.length,
  };
}
