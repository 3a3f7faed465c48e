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
import { describeOthers, formatRatio, type MachineUse, withUse } from '../machine-use.ts';
import { median } from '../median.ts';
import { makeExamples, makeMap, readKernels } from '../scoring/problem.ts';
import { formatTable } from '../table.ts';
import { type TrainingProblem, trainReference } from './reference-trainer.ts';

const root = join(import.meta.dirname, '../..');
const baseFolder = join(root, 'samples/hub/models/samples/bert-tiny-debian');
const sampleTuned = join(root, 'samples/training/bert-tiny-debian-use');
const generalTexts = join(root, 'samples/training/general-texts.csv');

/** Maps that are fitted for one time; the median counts. */
const rounds = 5;

/** Prints the table of times and errors. */
export async function benchTraining(): Promise<void> {
  const madeUpProblem = { name: 'made up, 768 dimensions, 10,000 rows', problem: madeUp(10_000, 768) };
  const rows: string[][] = [];
  const uses: MachineUse[] = [];
  for (const { name, problem } of [madeUpProblem, ...(await realProblems())]) {
    const { result: ours, use } = await withUse(() => fitOn(problem));
    const theirs = await withUse(() => trainReference(problem));
    uses.push(use, theirs.use);
    const errors = [ours.identity, ours.leaveOneOut, ours.error].map((error) => error.toPrecision(3));
    const own = [name, ours.solveMs.toFixed(0), ours.leaveOneOutMs.toFixed(0), ...errors];
    const runs = theirs.result?.runs ?? [];
    if (runs.length === 0) rows.push([...own, 'no Python with hfselect', '', '', '']);
    for (const [index, { rate, seconds, error }] of runs.entries()) {
      const ratio = formatRatio((1000 * seconds) / ours.solveMs, uses.slice(-2));
      const opponent = `${theirs.result?.name}, rate ${rate}`;
      const first = index === 0 ? own : own.map(() => '');
      rows.push([...first, opponent, (1000 * seconds).toFixed(0), ratio, error.toPrecision(3)]);
    }
  }
  const ourHeads = ['rows', 'map, CPU ms', 'left out, CPU ms', 'no map', 'left out', 'unseen'];
  console.log(formatTable([...ourHeads, 'opponent', 'CPU ms', 'ratio', 'unseen'], rows));
  console.log(describeOthers(uses));
}

interface Fitted {
  /** Processor time for the map, and for its leave-one-out errors, in ms; medians. */
  solveMs: number;
  leaveOneOutMs: number;
  identity: number;
  leaveOneOut: number;
  /** On rows that were not seen. */
  error: number;
}

/** Maps on one core, as the engine fits them. */
function fitOn({ d, x, y, testX, testY }: TrainingProblem): Fitted {
  const kernels = readKernels();
  const n = x.length / d;
  const times: { solve: number; leaveOneOut: number }[] = [];
  let solved = solveMap(sumsOf(kernels, d, x.subarray(0, 100 * d), y.subarray(0, 100 * d)));
  let leaveOneOut = 0;
  for (let round = 0; round < rounds; round++) {
    const start = cpuMs();
    solved = solveMap(sumsOf(kernels, d, x, y));
    const between = cpuMs();
    leaveOneOut = solved.leaveOneOut.errorsOf(x, y, n).leftOut / (n * d);
    times.push({ solve: between - start, leaveOneOut: cpuMs() - between });
  }
  return {
    solveMs: median(times.map(({ solve }) => solve)),
    leaveOneOutMs: median(times.map((time) => time.leaveOneOut)),
    identity: solved.identityError,
    leaveOneOut,
    error: errorOn(testX, testY, d, solved),
  };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
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
