// Time to score one map of 768 dimensions, against the reference in the same minutes on the same machine.
//   node bench/scoring/speed.ts [--quick]
import { prepareInfluence } from '../../src/logme/influence-basis.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { LabelledEmbeddings, Reweighting, SharedStatistics } from '../../src/logme/types.ts';
import { standardNormals } from '../../src/random/standard-normals.ts';
import { describeOthers, formatRatio, type MachineUse, withUse } from '../machine-use.ts';
import { median } from '../median.ts';
import { formatTable } from '../table.ts';
import { OurThreads } from './our-threads.ts';
import { makeExamples, makeMap, readKernels } from './problem.ts';
import { startPythonOpponent } from './python-opponent.ts';
import { referenceLogme } from './reference-algorithm.ts';

const dimension = 768;
/** Different maps; each is scored several times. */
const mapCount = 4;
/** Maps per thread before timing: V8 compiles the kernels twice. */
const warmUp = 8;
const perRound = 12;
const rounds = 5;
/** Reweightings of a run, and the most rows that are reweighted. */
const draws = 1000;
const mostRows = 2000;

/** Medians over rounds, in milliseconds per map. */
interface Times {
  /** Wall clock. */
  ms: number;
  /** Processor time of all threads: less disturbed by other work on the machine. */
  cpu: number;
}

/** One line of the table. Ratios are medians of the ratios of times taken in turn. */
interface Measurement {
  ours: Times;
  /** With certainty, and the processor time against that without. */
  certain: Times & { ratio: number };
  theirs: (Times & { name: string; ratio: number; difference: number }) | null;
  uses: MachineUse[];
}

/** Prints the table of times and ratios, and what 1,500 maps take at n = 10,000 against 1,000. */
export async function benchSpeed(quick = false): Promise<void> {
  const rows: string[][] = [];
  const uses: MachineUse[] = [];
  for (const n of [1000, 10_000]) {
    for (const classes of quick ? [2] : [2, 20]) {
      for (const threads of [1, 2]) {
        const measured = await compare(n, classes, threads);
        rows.push(toRow(n, classes, threads, measured));
        uses.push(...measured.uses);
      }
    }
  }
  const header = [
    'n',
    'classes',
    'threads',
    'ms a map',
    'CPU ms',
    'CPU with certainty',
    'more',
    'opponent',
    'ms a map',
    'CPU ms',
    'ratio',
    'max |Δ|',
  ];
  console.log(formatTable(header, rows));
  console.log(describeOthers(uses));
  console.log(await growth());
  if (!quick) console.log(plainAlgorithm());
}

async function compare(n: number, classes: number, threads: number): Promise<Measurement> {
  const { examples, maps, threads: ours, certain } = start(n, classes, threads);
  const theirs = await startPythonOpponent(examples, maps, threads);
  const { scores } = await ours.score(warmUp);
  await certain.score(warmUp);
  const own: Times[] = [];
  const sure: Times[] = [];
  const others: Times[] = [];
  const uses: MachineUse[] = [];
  let difference = 0;
  // In turn, so that other work on the machine meets both.
  for (let round = 0; round < rounds; round++) {
    const scored = await withUse(() => ours.score(perRound));
    const answered = await withUse(() => theirs?.score());
    own.push(scored.result);
    sure.push(await certain.score(perRound));
    uses.push(scored.use);
    const reply = answered.result;
    if (reply === undefined) continue;
    uses.push(answered.use);
    others.push({ ms: median(reply.ms), cpu: median(reply.cpu) });
    for (const [index, score] of reply.scores.entries()) {
      difference = Math.max(difference, Math.abs(score - (scores[index] ?? Number.NaN)));
    }
  }
  theirs?.close();
  await ours.close();
  await certain.close();
  const more = median(sure.map(({ cpu }, round) => cpu / (own[round]?.cpu ?? Number.NaN)));
  const ratio = median(others.map(({ ms }, round) => ms / (own[round]?.ms ?? Number.NaN)));
  return {
    ours: medians(own),
    certain: { ...medians(sure), ratio: more },
    theirs: theirs && { name: theirs.name, ...medians(others), ratio, difference },
    uses,
  };
}

function start(n: number, classes: number, threadCount: number) {
  const kernels = readKernels();
  const examples = makeExamples(n, dimension, classes, n + classes);
  const maps = Array.from({ length: mapCount }, (_, index) => makeMap(dimension, index + 1));
  const begin = performance.now();
  const statistics = prepareStatistics({ ...examples, kernels });
  const prepareMs = performance.now() - begin;
  const reweighting = reweightingOf(examples, statistics);
  return {
    examples,
    maps,
    prepareMs,
    threads: new OurThreads({ statistics, kernels, maps }, threadCount),
    certain: new OurThreads({ statistics, kernels, maps, reweighting }, threadCount),
  };
}

/** As a run of the engine draws them, but for the choice of rows. */
function reweightingOf(examples: LabelledEmbeddings, statistics: SharedStatistics): Reweighting {
  const rows = Uint32Array.from({ length: Math.min(examples.n, mostRows) }, (_, row) => row);
  const basis = prepareInfluence({ examples, statistics, rows, kernels: readKernels() });
  return { basis, draws, normals: standardNormals(draws * rows.length, 0) };
}

function medians(times: Times[]): Times {
  return { ms: median(times.map(({ ms }) => ms)), cpu: median(times.map(({ cpu }) => cpu)) };
}

function toRow(n: number, classes: number, threads: number, { ours, certain, theirs, uses }: Measurement): string[] {
  const more = `${(100 * (certain.ratio - 1)).toFixed(1)} %`;
  const times = [ours.ms.toFixed(1), ours.cpu.toFixed(1), certain.cpu.toFixed(1), more];
  const own = [`${n}`, `${classes}`, `${threads}`, ...times];
  if (theirs === null) return [...own, 'no Python with numpy', '', '', '', ''];
  const { name, ms, cpu, ratio, difference } = theirs;
  return [...own, name, ms.toFixed(0), cpu.toFixed(0), formatRatio(ratio, uses), difference.toExponential(1)];
}

/** The goal: at n = 10,000 at most 1.3 times the time at n = 1,000. Scored in turn. */
async function growth(): Promise<string> {
  const few = start(1000, 2, 2);
  const many = start(10_000, 2, 2);
  const times: [number[], number[]] = [[], []];
  for (const { threads } of [few, many]) await threads.score(warmUp);
  for (let round = 0; round < rounds; round++) {
    times[0].push((await few.threads.score(perRound)).ms);
    times[1].push((await many.threads.score(perRound)).ms);
  }
  for (const { threads, certain } of [few, many]) await Promise.all([threads.close(), certain.close()]);
  const fewMs = few.prepareMs + 1500 * median(times[0]);
  const manyMs = many.prepareMs + 1500 * median(times[1]);
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  const shared = `(${seconds(few.prepareMs)} s and ${seconds(many.prepareMs)} s of it shared statistics)`;
  return `1,500 maps, 2 classes, 2 threads: ${seconds(fewMs)} s at n = 1,000, ${seconds(manyMs)} s at n = 10,000 ${shared}: ${(manyMs / fewMs).toFixed(2)} times.`;
}

/** The reference's algorithm in plain TypeScript, for machines without Python. */
function plainAlgorithm(): string {
  const examples = makeExamples(1000, dimension, 2, 1);
  const map = makeMap(dimension, 1);
  const begin = performance.now();
  referenceLogme(examples, map);
  const ms = performance.now() - begin;
  return `The reference's algorithm in plain TypeScript, n = 1,000, 2 classes, 1 thread: ${ms.toFixed(0)} ms a map.`;
}

if (import.meta.main) await benchSpeed(process.argv.includes('--quick'));
