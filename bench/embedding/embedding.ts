// Time to embed 1,000 texts of realistic lengths with a model in the shapes of bert-base, against runs padded to 128 tokens.
//   node bench/embedding/embedding.ts
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseModelFiles } from '../generated-hub/base-model.ts';
import { makeTexts } from '../generated-hub/texts.ts';
import { describeOthers, formatRatio, type MachineUse, withUse } from '../machine-use.ts';
import { median } from '../median.ts';
import { formatTable } from '../table.ts';
import { eagerPyTorch } from './eager-pytorch.ts';
import type { Embedder } from './embedder.ts';
import { paddedRun } from './padded-run.ts';
import { thisEngine } from './this-engine.ts';

const rounds = 4;
/** Texts of a round: 1,000 in all. */
const textsARound = 250;
/** The opponents compute 128 tokens for each text, whatever its length: so many of a round's texts are enough to tell. */
const opponentTexts = 64;

/** Of each round: milliseconds a text, by the wall clock and of the processor. */
interface Timed {
  embedder: Embedder;
  perText: number[];
  cpuPerText: number[];
  uses: MachineUse[];
  /** Largest difference from this engine. */
  difference: number;
}

/** Prints milliseconds a text, ratios, and the largest difference between the embeddings. */
export async function benchEmbedding(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'itr-embedding-'));
  const embedders: Embedder[] = [];
  try {
    const model = join(folder, 'model');
    mkdirSync(model);
    for (const [name, content] of Object.entries(baseModelFiles())) writeFileSync(join(model, name), content);
    const threads = availableParallelism();
    for (const start of [thisEngine, paddedRun, eagerPyTorch]) {
      const embedder = await start(model, threads);
      if (embedder !== null) embedders.push(embedder);
    }
    const [ours, ...others] = await measure(embedders);
    if (ours !== undefined) print(ours, others);
    console.log(`${threads} threads each, in turn; the model is loaded before.`);
  } finally {
    for (const embedder of embedders) await embedder.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first embeds all texts, the others some; in turn, so that other work on the machine meets all of them. */
async function measure(embedders: readonly Embedder[]): Promise<Timed[]> {
  const texts = makeTexts(rounds * textsARound, 1).map(({ text }) => text);
  const timed = embedders.map(
    (embedder): Timed => ({ embedder, perText: [], cpuPerText: [], uses: [], difference: 0 }),
  );
  for (const embedder of embedders) await embedder.embed(texts.slice(0, 4));
  for (let round = 0; round < rounds; round++) {
    const all = texts.slice(round * textsARound, (round + 1) * textsARound);
    let expected = new Float32Array();
    for (const [index, entry] of timed.entries()) {
      const part = index === 0 ? all : all.slice(0, opponentTexts);
      const { result, use } = await withUse(() => entry.embedder.embed(part));
      const { ms, embeddings } = result;
      entry.perText.push(ms / part.length);
      entry.cpuPerText.push(use.cpuMs / part.length);
      entry.uses.push(use);
      if (index === 0) expected = new Float32Array(embeddings);
      else entry.difference = Math.max(entry.difference, largestDifference(embeddings, expected));
    }
  }
  return timed;
}

function print(ours: Timed, others: readonly Timed[]): void {
  const count = `${rounds * textsARound}`;
  const rows = [[ours.embedder.name, count, ...times(ours), '', '']];
  for (const other of others) {
    const ratio = median(other.perText.map((ms, round) => ms / (ours.perText[round] ?? Number.NaN)));
    const cells = [formatRatio(ratio, [...ours.uses, ...other.uses]), other.difference.toExponential(1)];
    rows.push([other.embedder.name, `${rounds * opponentTexts}`, ...times(other), ...cells]);
  }
  console.log(formatTable(['embedded by', 'texts', 'ms a text', 'CPU ms', 'ratio', 'max |Δ|'], rows));
  console.log(describeOthers([ours, ...others].flatMap(({ uses }) => uses)));
}

function times({ perText, cpuPerText }: Timed): string[] {
  return [median(perText).toFixed(1), median(cpuPerText).toFixed(1)];
}

function largestDifference(some: Float32Array, all: Float32Array): number {
  return some.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (all[index] ?? Number.NaN))), 0);
}

if (import.meta.main) await benchEmbedding();
