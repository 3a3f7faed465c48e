import { join } from 'node:path';
import type { Difference } from '../../src/certainty/difference.ts';
import { readExamples } from '../../src/dataset/examples/read-examples.ts';
import { openFile } from '../../src/dataset/sources/file-source.ts';
import { embedTexts, labelled, sampleMaps } from '../../test/logme/sample-hub.ts';
import { type MeasuredTarget, measuredTargets } from '../transfers/measured.ts';
import { lookAt, rankExactly } from './sample.ts';

const folder = join(import.meta.dirname, '../../samples/transfers');
const sizes = [200, 90];
const seeds = ['1', '2', '3'];
/** An eighth of the sample maps, and what a first look takes of them. */
const parts = [16, 64];

/** Where the task that fine-tuning measured to help most stands in the exact order and by looks. Of targets with a measured gain, their mean over seeds. */
export async function measuredBestTable(): Promise<{ header: string[]; rows: string[][] }> {
  const rows: string[][] = [];
  for (const target of measuredTargets(folder)) {
    for (const size of sizes) rows.push(await lineOf(target, size));
  }
  return {
    header: ['target', 'rows', 'gain of the best', 'exact place', ...parts.map((part) => `by ${part} rows`)],
    rows,
  };
}

async function lineOf(target: MeasuredTarget, size: number): Promise<string[]> {
  const [best, gain] = [...target.gains].reduce((most, each) => (each[1] > most[1] ? each : most));
  const places: number[][] = [];
  for (const seed of seeds) places.push(await placesOf(target, best, { size, seed }));
  const column = (index: number) => places.map((each) => each[index] ?? 0).join(', ');
  const name = best.replace(/^.*ESM_/, '');
  return [
    target.name,
    `${size}`,
    `${(100 * gain).toFixed(1)} with ${name}`,
    column(0),
    ...parts.map((_, i) => column(i + 1)),
  ];
}

/** Places of a task in the exact order, and by a look at so many rows each. */
async function placesOf(
  { file, task }: MeasuredTarget,
  repo: string,
  { size, seed }: { size: number; seed: string },
): Promise<number[]> {
  const examples = await readExamples({ source: await openFile(file), examples: size, seed, task });
  const maps = await sampleMaps();
  const mapAt = (index: number) => {
    const found = maps[index];
    if (found === undefined) throw new Error(`there is no map ${index}`);
    return found.map;
  };
  const ranking = rankExactly(labelled(examples, await embedTexts(examples.texts)), mapAt, maps.length);
  const index = maps.findIndex((map) => map.repo === repo);
  const looks = parts.map((part) => lookAt(ranking, mapAt, maps.length, part));
  return [ranking.exact, ...looks].map((differences) => placeOf(differences, index));
}

function placeOf(differences: readonly Difference[], index: number): number {
  const own = differences[index]?.value ?? Number.NEGATIVE_INFINITY;
  return 1 + differences.filter(({ value }) => value > own).length;
}
