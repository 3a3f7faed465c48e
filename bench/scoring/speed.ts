// Time to score one map of 768 dimensions, against the reference in the same minutes on the same machine.
//   node bench/scoring/speed.ts [--quick]
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
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

/** One line of the table. */
interface Measurement {
  n: number;
  classes: number;
  threads: number;
  prepareMs: number;
  ourMs: number;
  /** Medians over rounds; the ratio is that of times taken in turn. */
  opponent: { name: string; ms: number; ratio: number; difference: number } | null;
}

/** Prints the table of times and ratios, and what 1,500 maps take at n = 10,000 against 1,000. */
export async function benchSpeed(quick = false): Promise<void> {
  const measurements: Measurement[] = [];
  for (const n of [1000, 10_000]) {
    for (const classes of quick ? [2] : [2, 20]) {
      for (const threads of quick ? [2] : [1, 2]) measurements.push(await measure(n, classes, threads, quick ? 2 : 5));
    }
  }
  const header = ['n', 'classes', 'threads', 'shared, ms', 'per map, ms', 'opponent', 'its ms', 'ratio', 'max |Δ|'];
  console.log(formatTable(header, measurements.map(toRow)));
  console.log(growth(measurements));
  if (!quick) console.log(plainAlgorithm());
}

async function measure(n: number, classes: number, threads: number, rounds: number): Promise<Measurement> {
  const kernels = readKernels();
  const examples = makeExamples(n, dimension, classes, n + classes);
  const maps = Array.from({ length: mapCount }, (_, index) => makeMap(dimension, index + 1));
  const start = performance.now();
  const statistics = prepareStatistics({ ...examples, kernels });
  const prepareMs = performance.now() - start;
  const ours = new OurThreads({ statistics, kernels, maps }, threads);
  const theirs = await startPythonOpponent(examples, maps, threads);
  const { scores } = await ours.score(warmUp);
  const ourTimes: number[] = [];
  const theirTimes: number[] = [];
  const ratios: number[] = [];
  let difference = 0;
  // In turn, so that other work on the machine meets both.
  for (let round = 0; round < rounds; round++) {
    const { ms } = await ours.score(perRound);
    const reply = await theirs?.score();
    ourTimes.push(ms);
    theirTimes.push(median(reply?.ms ?? []));
    ratios.push(median(reply?.ms ?? []) / ms);
    for (const [index, score] of (reply?.scores ?? []).entries()) {
      difference = Math.max(difference, Math.abs(score - (scores[index] ?? Number.NaN)));
    }
  }
  theirs?.close();
  await ours.close();
  const opponent = theirs && { name: theirs.name, ms: median(theirTimes), ratio: median(ratios), difference };
  return { n, classes, threads, prepareMs, ourMs: median(ourTimes), opponent };
}

function toRow({ n, classes, threads, prepareMs, ourMs, opponent }: Measurement): string[] {
  const own = [`${n}`, `${classes}`, `${threads}`, prepareMs.toFixed(0), ourMs.toFixed(1)];
  if (opponent === null) return [...own, 'no Python with numpy', '', '', ''];
  return [
    ...own,
    opponent.name,
    opponent.ms.toFixed(0),
    opponent.ratio.toFixed(1),
    opponent.difference.toExponential(1),
  ];
}

/** The goal: at n = 10,000 at most 1.3 times the time at n = 1,000. */
function growth(measurements: Measurement[]): string {
  const total = (n: number): number => {
    const found = measurements.find((entry) => entry.n === n && entry.classes === 2 && entry.threads === 2);
    return found ? found.prepareMs + 1500 * found.ourMs : Number.NaN;
  };
  const [few, many] = [total(1000), total(10_000)];
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  return `1,500 maps, 2 classes, 2 threads, with what is shared: ${seconds(few)} s at n = 1,000, ${seconds(many)} s at n = 10,000: ${(many / few).toFixed(2)} times.`;
}

/** The reference's algorithm in plain TypeScript, for machines without Python. */
function plainAlgorithm(): string {
  const examples = makeExamples(1000, dimension, 2, 1);
  const map = makeMap(dimension, 1);
  const start = performance.now();
  referenceLogme(examples, map);
  return `The reference's algorithm in plain TypeScript, n = 1,000, 2 classes, 1 thread: ${(performance.now() - start).toFixed(0)} ms per map.`;
}

if (import.meta.main) await benchSpeed(process.argv.includes('--quick'));
