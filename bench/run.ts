// Runs the benchmarks and prints their tables.
//   npm run bench                        all
//   npm run bench -- scoring memory      those named

import { benchActivation } from './activation/activation.ts';
import { benchEmbedding } from './embedding/embedding.ts';
import { benchFetching } from './fetching/fetching.ts';
import { benchFewExamples } from './few-examples.ts';
import { benchFirstLook } from './first-look/first-look.ts';
import { benchLargeFiles } from './large-files/large-files.ts';
import { describeMachine } from './machine.ts';
import { benchRenderer } from './renderer.ts';
import { benchFloat32Error } from './scoring/float32-error.ts';
import { benchMemory } from './scoring/memory.ts';
import { benchSpeed } from './scoring/speed.ts';
import { benchTraining } from './training/training.ts';
import { benchTransfers } from './transfers/transfers.ts';
import { benchRunMemory } from './whole-run/run-memory.ts';
import { benchWholeRun } from './whole-run/whole-run.ts';

/** Name on the command line → what it shows, and how. To add one, add a line. */
const benchmarks: Record<string, { shows: string; run: () => void | Promise<void> }> = {
  scoring: { shows: 'Time to score a map against the reference', run: () => benchSpeed() },
  memory: { shows: 'Memory while 1,500 maps are scored', run: () => benchMemory() },
  'float32-error': { shows: 'Scores given in float32 against float64', run: () => benchFloat32Error() },
  fetching: { shows: 'Fetching 1,500 maps, 50 ms a request', run: () => benchFetching() },
  embedding: { shows: 'Embedding 1,000 texts against padded runs', run: () => benchEmbedding() },
  'whole-run': { shows: 'A whole run against the reference, from one cache', run: () => benchWholeRun() },
  'run-memory': { shows: 'Memory of a run over 1,500 maps, and of 20 runs', run: () => benchRunMemory() },
  'large-files': { shows: 'Sampling a CSV of 2 GB and a Parquet file of 1 GB', run: () => benchLargeFiles() },
  activation: { shows: 'Activation in a real VS Code beside an empty extension', run: () => benchActivation() },
  renderer: { shows: 'First paint of a ranking in Chromium', run: async () => void (await benchRenderer()) },
  training: { shows: 'Fitting maps against the trainer of the reference', run: () => benchTraining() },
  'first-look': { shows: 'A first look at all maps: what it fetches, and what it misses', run: () => benchFirstLook() },
  transfers: { shows: 'Rankings and their certainty against measured fine-tunings', run: () => benchTransfers() },
  'few-examples': { shows: 'Rankings from few examples against rankings from more', run: () => benchFewExamples() },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}
for (const [name, { shows, run }] of Object.entries(benchmarks)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}: ${shows}\n${describeMachine()}\n`);
  await run();
}
