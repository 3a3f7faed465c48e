// A whole run: 1,000 texts, bert-base shapes, 300 and 1,500 maps in the cache, against hfselect from the same cache in the same minutes.
//   node bench/whole-run/whole-run.ts
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type RankingDocument, rankingDocument } from '../../src/ranking/document.ts';
import { describeOthers, formatRatio, type MachineUse, withUse } from '../machine-use.ts';
import { formatTable } from '../table.ts';
import { type Watched, watchProcess } from './watched-process.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

/** What scoring is against embedding changes with them: 300 are a filtered pool, 1,500 all that one base model has. */
const mapCounts = [300, 1500];
const texts = 1000;
const reference = z.object({
  name: z.string(),
  fetchMs: z.number(),
  computeMs: z.number(),
  scores: z.record(z.string(), z.number()),
});

/** One line of the table; milliseconds. */
interface Run {
  name: string;
  /** Embedding and scoring. */
  computeMs: number;
  /** From the start of the process to its end. */
  wholeMs: number;
  peakBytes: number;
  use: MachineUse;
}

/** Prints times, peak memory and ratios, for each number of maps. `ITR_MAPS=300` measures one number. */
export async function benchWholeRun(): Promise<void> {
  const asked = process.env.ITR_MAPS;
  for (const maps of asked === undefined ? mapCounts : [Number(asked)]) await compare(maps);
}

async function compare(maps: number): Promise<void> {
  using place = await openWorkplace({ esms: maps, texts });
  // Fills the cache.
  await place.rank();
  const before = await measure(place);
  const theirs = await runReference(place);
  // Before and after the opponent, so that other work on the machine meets both.
  const after = theirs === null ? before : await measure(place);
  const ours: Run = {
    ...before.run,
    name: `this engine, ${maps} maps`,
    computeMs: mean(before.run, after.run, 'computeMs'),
    wholeMs: mean(before.run, after.run, 'wholeMs'),
  };
  const runs = theirs === null ? [ours] : [ours, theirs.run];
  const uses = [before.run, after.run, ...runs.slice(1)].map(({ use }) => use);
  const rows = runs.map((run) => [
    run.name,
    seconds(run.computeMs),
    formatRatio(run.computeMs / ours.computeMs, uses),
    seconds(run.wholeMs),
    formatRatio(run.wholeMs / ours.wholeMs, uses),
    seconds(run.use.cpuMs),
    (run.peakBytes / 1e6).toFixed(0),
  ]);
  const header = ['run by', 'embed and score, s', 'ratio', 'whole, s', 'ratio', 'CPU, s', 'peak MB'];
  console.log(formatTable(header, rows));
  console.log(describeOthers(uses));
  if (theirs !== null) console.log(agreement(after.document, theirs.scores));
}

async function measure(place: Workplace): Promise<{ run: Run; document: RankingDocument }> {
  place.forgetEmbeddings();
  const { result: watched, use } = await withUse(() => place.rank());
  const document = rankingDocument.parse(JSON.parse(watched.stdout));
  const computeMs = (document.timings?.embedMs ?? Number.NaN) + (document.timings?.scoreMs ?? Number.NaN);
  return { run: toRun('this engine', computeMs, watched, use), document };
}

/** Null where `HFSELECT_PYTHON` (default `python3`) has no hfselect with datasets. */
async function runReference(place: Workplace): Promise<{ run: Run; scores: Record<string, number> } | null> {
  const python = process.env.HFSELECT_PYTHON ?? 'python3';
  const available = await watchProcess(python, ['-c', 'import hfselect, datasets'], {}).catch(() => null);
  if (available === null) return null;
  const env = { ...place.environment, OMP_NUM_THREADS: `${availableParallelism()}`, HF_HUB_DISABLE_XET: '1' };
  const script = join(import.meta.dirname, 'reference.py');
  const args = [script, place.dataset, place.hub.modelId];
  const { result, use } = await withUse(() => watchProcess(python, args, { env, cwd: place.folder }));
  const { name, computeMs, scores } = reference.parse(JSON.parse(result.stdout.trim().split('\n').at(-1) ?? ''));
  return { run: toRun(name, computeMs, result, use), scores };
}

function toRun(name: string, computeMs: number, { ms: wholeMs, peakBytes }: Watched, use: MachineUse): Run {
  return { name, computeMs, wholeMs, peakBytes, use };
}

/** The scores of the two are of one method where n > d: here 1,000 texts in 768 dimensions. */
function agreement({ tasks }: RankingDocument, scores: Record<string, number>): string {
  const differences = tasks.map(({ taskId, score }) => Math.abs(score - (scores[taskId] ?? Number.NaN)));
  return `${tasks.length} scores, largest difference ${Math.max(...differences).toExponential(1)}.`;
}

function mean(a: Run, b: Run, key: 'computeMs' | 'wholeMs'): number {
  return (a[key] + b[key]) / 2;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

if (import.meta.main) await benchWholeRun();
