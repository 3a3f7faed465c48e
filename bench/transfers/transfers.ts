// Are the rankings right, and as sure as they say? Against fine-tunings that were really measured (samples/transfers).
//   node bench/transfers/transfers.ts            the targets of samples/transfers
//   node bench/transfers/transfers.ts FOLDER     those of another folder: gains.jsonl, and a file for each target
import { join } from 'node:path';
import type { Variant } from '../../src/logme/types.ts';
import { embedTexts, firstRows, labelled, sampleMaps } from '../../test/logme/sample-hub.ts';
import { formatTable } from '../table.ts';
import { calibrationTable } from './calibration.ts';
import { estimatorTable } from './estimators.ts';
import { type MeasuredTarget, measuredTargets } from './measured.ts';
import { probabilityTable, regretTable, verdictTable, zTable } from './outcomes.ts';
import { type RankedTarget, rankTarget } from './rank-target.ts';

const sizes = [200, 100, 60];
const variants: Variant[] = ['evidence', 'hfselect'];

/** The rankings of all targets from the first so many rows. */
export interface Rankings {
  variant: Variant;
  rows: number;
  ranked: RankedTarget[];
}

/** Prints what a choice by the ranking loses, how often verdicts and standings were right, and how well errors and probabilities are calibrated. */
export async function benchTransfers(folder = join(import.meta.dirname, '../../samples/transfers')): Promise<void> {
  const targets = measuredTargets(folder);
  console.log(
    `${targets.length} targets: ${targets.map(({ name, gains }) => `${name} (${gains.size} tasks)`).join(', ')}`,
  );
  const rankings = await rankAll(targets);
  const tables: [string, { header: string[]; rows: string[][] }][] = [
    [
      'What is lost of the best task’s result, mean over the targets, in points of accuracy or correlation',
      regretTable(rankings),
    ],
    ['How often a verdict was right: the first task really helped, of how many; its mean gain', verdictTable(rankings)],
    [
      'Share of tasks that really helped, by z = (score − baseline) / standard error; their mean gain',
      zTable(rankings),
    ],
    ['What the probabilities say, and what was', probabilityTable(rankings)],
    [
      'Other estimators beside LogME: regret as above, and the correlation of ranks with the measured gains',
      await estimatorTable(targets),
    ],
    [
      'Standard errors against the spread over 24 samples of so many rows from all of a target',
      await calibrationTable(targets),
    ],
  ];
  for (const [title, { header, rows }] of tables) console.log(`\n${title}\n${formatTable(header, rows)}`);
}

async function rankAll(targets: readonly MeasuredTarget[]): Promise<Rankings[]> {
  const maps = await sampleMaps();
  const rankings = variants.flatMap((variant) => sizes.map((rows): Rankings => ({ variant, rows, ranked: [] })));
  for (const target of targets) {
    const { texts } = await firstRows(target.file, Math.max(...sizes), target.task);
    const embeddings = await embedTexts(texts);
    for (const { variant, rows, ranked } of rankings) {
      const examples = await firstRows(target.file, rows, target.task);
      const sample = { examples: labelled(examples, embeddings), warnings: examples.warnings };
      ranked.push(rankTarget(target, sample, maps, variant));
    }
  }
  return rankings;
}

if (import.meta.main) await benchTransfers(process.argv[2]);
