import { type RankingDocument, rankingSchema } from '../../../src/ranking/document.ts';
import { rankTasks, type ScoredTask } from '../../../src/ranking/rank-tasks.ts';
import { unknownCertainty } from '../../../src/ranking/unknown-certainty.ts';
import { gaussian, seededRandom } from './random.ts';
import { taskIdentities } from './task-names.ts';

/** What a made document is like; everything else is filled in as a run would. */
export interface DocumentShape {
  tasks: number;
  /** Class names; empty: regression. */
  classes: readonly string[];
  seed?: number;
  /** Score of the base model alone. */
  baseline?: number;
  /** Typical distance of a task from the baseline. */
  spread?: number;
  /** Added to each task's score: positive, most tasks help. */
  shift?: number;
}

/** A ranking document with the given shape, the same for the same shape. Scores are normally distributed with a long lower tail. */
export function makeDocument(shape: DocumentShape): RankingDocument {
  const { tasks: count, classes, seed = 1, baseline = -0.661, spread = 0.012, shift = -0.002 } = shape;
  const random = seededRandom(seed);
  const columns = Math.max(1, classes.length);
  const offsets = Array.from({ length: columns }, () => 0.05 * gaussian(random));
  const centre = offsets.reduce((sum, offset) => sum + offset, 0) / columns;
  const baselineEvidence = offsets.map((offset) => baseline + offset - centre);
  const scored = taskIdentities(count, random).map((identity, index): ScoredTask => {
    const help = shift + spread * (random() < 0.1 ? -2 * random() : gaussian(random));
    const evidence = baselineEvidence.map((value) => value + help + spread * 0.8 * gaussian(random));
    const subset = identity.taskSubset === 'default' ? '' : `_${identity.taskSubset}`;
    return {
      ...identity,
      score: evidence.reduce((sum, value) => sum + value, 0) / columns,
      evidence,
      ...unknownCertainty,
      repo: `davidschulte/ESM_${identity.taskId.replace('/', '__')}${subset}`,
      revision: (index + 1).toString(16).padStart(40, '0'),
      architecture: 'linear',
      training: { lmEpochs: 3, lmBatchSize: 32, lmLearningRate: 2e-5, esmEpochs: 10, esmLearningRate: 0.001 },
    };
  });
  return {
    schema: rankingSchema,
    partial: false,
    created: '2026-11-23T10:00:00Z',
    generator: '0.1.0',
    target: {
      source: 'tickets.csv',
      config: null,
      split: null,
      textColumns: ['text'],
      labelColumn: classes.length === 0 ? 'rating' : 'label',
      task: classes.length === 0 ? 'regression' : 'classification',
      classes: [...classes],
      rows: 1000,
      rowsRead: 1210,
      seed: 42,
      dropped: [{ reason: 'empty-text', count: 3, firstRows: [17, 80, 402] }],
      fingerprint: fingerprintOf(shape),
    },
    model: {
      id: 'google-bert/bert-base-multilingual-uncased',
      revision: '7cbf9a625e29989e023a8c9e1ef2b9f4a8a3a0e3',
      pooling: 'pooler_output',
      dimension: 768,
    },
    method: { score: 'logme', variant: 'evidence', regime: 'n>=d', certainty: null },
    baseline: { score: baseline, evidence: baselineEvidence },
    coverage: { scored: count, requested: count, available: Math.max(count, 1512) },
    certainty: null,
    tasks: rankTasks(scored),
    skipped: [],
    timings: { embedMs: 41_000, fetchMs: 120_000, scoreMs: 45_000, totalMs: 160_000 },
    warnings: [],
  };
}

/** Looks like a checksum, and differs where the shape does. */
function fingerprintOf(shape: DocumentShape): string {
  const random = seededRandom([...JSON.stringify(shape)].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
  return `sha256:${Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('')}`;
}
