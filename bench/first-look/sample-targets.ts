import { join } from 'node:path';
import { readExamples } from '../../src/dataset/examples/read-examples.ts';
import { openFile } from '../../src/dataset/sources/file-source.ts';
import type { LabelledEmbeddings } from '../../src/logme/types.ts';
import type { Task } from '../../src/protocol/rank-request.ts';
import { embedTexts, labelled } from '../../test/logme/sample-hub.ts';

const samples = join(import.meta.dirname, '../../samples');
const files: readonly (readonly [string, Task])[] = [
  ['datasets/package-use.csv', 'classification'],
  ['datasets/package-size.jsonl', 'regression'],
  ['datasets/verb-category.parquet', 'classification'],
  ['transfers/noun-category.csv', 'classification'],
  ['transfers/synonyms.csv', 'classification'],
];

/** Every dataset of the sample hub, with 300 and 90 rows and three seeds. */
export async function sampleTargets(): Promise<{ name: string; examples: LabelledEmbeddings }[]> {
  const targets: { name: string; examples: LabelledEmbeddings }[] = [];
  for (const [file, task] of files) {
    for (const rows of [300, 90]) {
      for (const seed of ['1', '2', '3']) {
        const source = await openFile(join(samples, file));
        const examples = await readExamples({ source, examples: rows, seed, task });
        targets.push({ name: file, examples: labelled(examples, await embedTexts(examples.texts)) });
      }
    }
  }
  return targets;
}
