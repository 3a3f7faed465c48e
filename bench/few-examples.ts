// Does a ranking from few examples agree with that from more? Spearman's correlation of the scores from 90 examples (fewer than the 128
// dimensions of the sample model) with those from 300, in both variants.
//   node bench/few-examples.ts                          from the scores in samples/expected.json
//   node bench/few-examples.ts few.json many.json …     from pairs of result documents (`esm-rank rank … --format json`)
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { formatTable } from './table.ts';

const scores = z.record(z.string(), z.number());
const expectedRuns = z.array(
  z.object({ file: z.string(), examples: z.number(), scores, evidence_scores: scores.optional() }),
);
const document = z.object({
  target: z.object({ source: z.string(), rows: z.number() }),
  method: z.object({ variant: z.string() }),
  tasks: z.array(z.object({ repo: z.string(), score: z.number() })),
});

/** Scores of the same maps from few and from many examples. */
interface Comparison {
  dataset: string;
  variant: string;
  few: Record<string, number>;
  many: Record<string, number>;
}

function fromExpected(): Comparison[] {
  const path = join(import.meta.dirname, '../samples/expected.json');
  const runs = expectedRuns.parse(JSON.parse(readFileSync(path, 'utf8')));
  return runs.flatMap((few) => {
    const many = runs.find((run) => run.file === few.file && run.examples > few.examples);
    if (many === undefined || few.evidence_scores === undefined) return [];
    const dataset = `${basename(few.file)}, ${few.examples} against ${many.examples}`;
    return [
      { dataset, variant: 'hfselect', few: few.scores, many: many.scores },
      { dataset, variant: 'evidence', few: few.evidence_scores, many: many.scores },
    ];
  });
}

function fromDocuments(paths: string[]): Comparison[] {
  const read = (path: string) => document.parse(JSON.parse(readFileSync(path, 'utf8')));
  const scoresOf = ({ tasks }: z.infer<typeof document>) =>
    Object.fromEntries(tasks.map(({ repo, score }) => [repo, score]));
  return paths.flatMap((path, index) => {
    const manyPath = paths[index + 1];
    if (index % 2 === 1 || manyPath === undefined) return [];
    const few = read(path);
    const many = read(manyPath);
    const dataset = `${few.target.source}, ${few.target.rows} against ${many.target.rows}`;
    return [{ dataset, variant: few.method.variant, few: scoresOf(few), many: scoresOf(many) }];
  });
}

/** Spearman's rank correlation over the keys that both have; ties take their mean rank. */
export function spearman(a: Record<string, number>, b: Record<string, number>): number {
  const keys = Object.keys(a).filter((key) => key in b);
  return correlation(ranks(keys.map((key) => a[key] ?? Number.NaN)), ranks(keys.map((key) => b[key] ?? Number.NaN)));
}

function ranks(values: number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal - 1) / 2;
  });
}

function correlation(a: number[], b: number[]): number {
  return covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
}

function covariance(a: number[], b: number[]): number {
  const meanA = a.reduce((sum, value) => sum + value, 0) / a.length;
  const meanB = b.reduce((sum, value) => sum + value, 0) / b.length;
  return a.reduce((sum, value, i) => sum + (value - meanA) * ((b[i] ?? 0) - meanB), 0);
}

/** Prints one line per dataset and variant. */
export function benchFewExamples(paths: string[] = []): void {
  const comparisons = paths.length > 0 ? fromDocuments(paths) : fromExpected();
  const rows = comparisons.map(({ dataset, variant, few, many }) => [dataset, variant, spearman(few, many).toFixed(2)]);
  console.log(formatTable(['dataset, examples', 'variant of the few', 'Spearman'], rows));
}

if (import.meta.main) benchFewExamples(process.argv.slice(2));
