import { type TrainingReport, trainingReport, trainingReportSchema } from '../../src/protocol/training-report.ts';
import { seededRandom } from '../renderer/documents/random.ts';

/** The report of a map, with the given parts changed: five classes, of which the last moved farthest; texts of two sources. */
export function makeReport(changes: Partial<TrainingReport> = {}): TrainingReport {
  return trainingReport.parse({
    schema: trainingReportSchema,
    created: '2026-11-28T21:00:00.000Z',
    generator: '0.1.0',
    map: '/somewhere/maps/ESM_tickets',
    taskId: 'tickets',
    taskSubset: null,
    base: { id: 'samples/bert-tiny-debian', revision: '1'.repeat(40) },
    tuned: { id: './fine-tuned', revision: '2'.repeat(40) },
    pooling: 'pooler_output',
    dimension: 128,
    dtype: 'float32',
    rows: 2100,
    labelColumn: 'kind',
    seed: null,
    sources: [
      { source: 'tickets.csv', columns: ['text'], rows: 600, weight: 0.5, error: 0.0743, identityError: 0.386 },
      { source: 'general-texts.csv', columns: ['text'], rows: 1500, weight: 0.5, error: 0.0641, identityError: 0.208 },
    ],
    error: 0.0692,
    identityError: 0.297,
    meanError: 0.211,
    r2: 0.767,
    lambda: 3.42,
    effectiveDimensions: 93.4,
    movement: makeMovement(),
    nearestMaps: [
      { repo: 'samples/ESM_debian__use', task: 'debian-packages/use', cosine: 0.913 },
      { repo: 'samples/ESM_debian__role', task: 'debian-packages/role', cosine: 0.402 },
      { repo: 'samples/ESM_fortunes__category', task: 'fortunes/category', cosine: -0.051 },
    ],
    warnings: [],
    timings: { embedMs: 3120, solveMs: 84, totalMs: 4310 },
    madeFrom: `sha256:${'0'.repeat(64)}`,
    ...changes,
  });
}

const classNames = ['bug', 'question', 'feature request', 'billing', 'praise'];

/** Points around the place of their class before, farther apart after. */
function makeMovement(): TrainingReport['movement'] {
  const next = seededRandom(7);
  const points = Array.from({ length: 200 }, (_, index) => {
    const label = index % classNames.length;
    const angle = (2 * Math.PI * label) / classNames.length;
    const before = [next() - 0.5, next() - 0.5] as const;
    const far = 0.6 + 0.4 * label;
    const after = [before[0] / 2 + far * Math.cos(angle), before[1] / 2 + far * Math.sin(angle)] as const;
    return { label, before: [...before] as [number, number], after: [...after] as [number, number] };
  });
  const classes = classNames.map((name, index) => ({ name, rows: 120 - 10 * index, mean: 3.1 + 1.7 * index }));
  return { mean: 6.2, classes, points, explained: [0.412, 0.187] };
}
