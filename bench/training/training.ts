// Time to fit a map and its error on rows that were not seen, against the trainer of the reference on the same embeddings.
//   node bench/training/training.ts
// ITR_TUNED_MODELS: a folder with further tuned models of the sample base model, each a folder <name> beside <name>.csv with a column "text".
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readTexts } from '../../src/dataset/examples/read-texts.ts';
import { openFile } from '../../src/dataset/sources/file-source.ts';
import { MapSums } from '../../src/ridge/map-sums.ts';
import { solveMap } from '../../src/ridge/solve-map.ts';
import { folderFiles, withModel } from '../../test/language-model/golden-models.ts';
import { normal } from '../../test/logme/random-problem.ts';
import { describeOthers, type MachineUse, withUse } from '../machine-use.ts';
import { makeExamples, makeMap, readKernels } from '../scoring/problem.ts';
import { formatTable } from '../table.ts';
import { type TrainingProblem, trainReference } from './reference-trainer.ts';

const root = join(import.meta.dirname, '../..');
const baseFolder = join(root, 'samples/hub/models/samples/bert-tiny-debian');
const sampleTuned = join(root, 'samples/training/bert-tiny-debian-use');
const generalTexts = join(root, 'samples/training/general-texts.csv');

/** Prints the table of times and errors. */
export async function benchTraining(): Promise<void> {
  const problems = [
    { name: 'made up, 768 dimensions, 10,000 rows', problem: madeUp(10_000, 768) },
    ...(await realProblems()),
  ];
  const rows: string[][] = [];
  const uses: MachineUse[] = [];
  for (const { name, problem } of problems) {
    const { result, use } = await withUse(async () => fitOn(problem));
    uses.push(use);
    const theirs = await trainReference(problem);
    const runs = theirs?.runs.map(({ rate, seconds, error }) => [
      `${theirs.name}, rate ${rate}`,
      seconds.toFixed(1),
      `${((1000 * seconds) / result.totalMs).toFixed(0)}`,
      error.toPrecision(3),
    ]) ?? [['no Python with hfselect', '', '', '']];
    const own = [
      name,
      `${result.sumsMs.toFixed(0)}`,
      `${result.solveMs.toFixed(0)}`,
      `${result.leaveOneOutMs.toFixed(0)}`,
    ];
    const errors = [result.identity, result.leaveOneOut, result.error].map((error) => error.toPrecision(3));
    for (const [index, run] of runs.entries())
      rows.push([...(index === 0 ? [...own, ...errors] : Array(7).fill('')), ...run]);
  }
  const header = [
    'rows',
    'sums ms',
    'solve ms',
    'left out ms',
    'no map',
    'left out',
    'unseen',
    'opponent',
    's',
    'times ours',
    'unseen',
  ];
  console.log(formatTable(header, rows));
  console.log(describeOthers(uses));
}

interface Fitted {
  sumsMs: number;
  solveMs: number;
  leaveOneOutMs: number;
  totalMs: number;
  identity: number;
  leaveOneOut: number;
  /** On rows that were not seen. */
  error: number;
}

/** One map on one core, as the engine fits it. */
function fitOn({ d, x, y, testX, testY }: TrainingProblem): Fitted {
  const kernels = readKernels();
  const n = x.length / d;
  // V8 compiles the kernels twice: the first time of a process is not that of the next map.
  solveMap(sumsOf(kernels, d, x.subarray(0, 600 * d), y.subarray(0, 600 * d)));
  const times = [performance.now()];
  const sums = sumsOf(kernels, d, x, y);
  times.push(performance.now());
  const solved = solveMap(sums);
  times.push(performance.now());
  const { leftOut } = solved.leaveOneOut.errorsOf(x, y, n);
  times.push(performance.now());
  const [start = 0, summed = 0, done = 0, end = 0] = times;
  return {
    sumsMs: summed - start,
    solveMs: done - summed,
    leaveOneOutMs: end - done,
    totalMs: end - start,
    identity: solved.identityError,
    leaveOneOut: leftOut / (n * d),
    error: errorOn(testX, testY, d, solved),
  };
}

function sumsOf(kernels: WebAssembly.Module, d: number, x: Float32Array, y: Float32Array): MapSums {
  const sums = new MapSums(d, kernels);
  sums.add(x, y, x.length / d);
  return sums;
}

function errorOn(
  x: Float32Array,
  y: Float32Array,
  d: number,
  map: { weight: Float64Array; bias: Float64Array },
): number {
  let squared = 0;
  for (let row = 0; row < x.length; row += d) {
    for (let j = 0; j < d; j++) {
      let mapped = map.bias[j] ?? 0;
      for (let k = 0; k < d; k++) mapped += (map.weight[j * d + k] ?? 0) * (x[row + k] ?? 0);
      squared += ((y[row + j] ?? 0) - mapped) ** 2;
    }
  }
  return squared / x.length;
}

/** Embeddings like those of a pooler, a linear change, and noise. */
function madeUp(n: number, d: number): TrainingProblem {
  const tests = 500;
  const { embeddings: x } = makeExamples(n + tests, d, 2, 1);
  const { weight, bias } = makeMap(d, 1);
  const next = normal(2);
  const y = new Float32Array(x.length);
  for (let row = 0; row < x.length; row += d) {
    for (let j = 0; j < d; j++) {
      let mapped = (bias?.[j] ?? 0) + 0.1 * next();
      for (let k = 0; k < d; k++) mapped += (weight[j * d + k] ?? 0) * (x[row + k] ?? 0);
      y[row + j] = mapped;
    }
  }
  return split({ x, y, d }, n);
}

function split({ x, y, d }: { x: Float32Array; y: Float32Array; d: number }, n: number): TrainingProblem {
  const [at, whole] = [n * d, x.length];
  return { d, x: x.slice(0, at), y: y.slice(0, at), testX: x.slice(at, whole), testY: y.slice(at, whole) };
}

/** Real fine-tuned models, each on its task's own texts and on texts of all kinds; a fifth of the rows is kept back. */
async function realProblems(): Promise<{ name: string; problem: TrainingProblem }[]> {
  const folder = process.env.ITR_TUNED_MODELS;
  const further =
    folder === undefined ? [] : readdirSync(folder).filter((name) => existsSync(join(folder, name, 'config.json')));
  const models = [
    { model: sampleTuned, own: join(root, 'samples/training/package-use.csv') },
    ...further.map((name) => ({ model: join(folder ?? '', name), own: join(folder ?? '', `${name}.csv`) })),
  ];
  const problems = [];
  for (const { model, own } of models) {
    for (const file of [own, generalTexts]) {
      const { texts } = await readTexts({
        source: await openFile(file),
        textColumns: ['text'],
        examples: 10_000,
        seed: '1',
      });
      const [x, y] = [await embed(baseFolder, texts), await embed(model, texts)];
      const problem = split({ x, y, d: x.length / texts.length }, Math.floor(0.8 * texts.length));
      problems.push({ name: `${basename(model)}, ${basename(file)}`, problem });
    }
  }
  return problems;
}

async function embed(folder: string, texts: string[]): Promise<Float32Array> {
  const { signal } = new AbortController();
  return withModel(folderFiles(folder), {}, (model) => model.embed({ texts, signal }));
}

if (import.meta.main) await benchTraining();
