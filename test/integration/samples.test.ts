import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { rank } from '../../src/engine/run/rank.ts';
import { rankRequest } from '../../src/protocol/rank-request.ts';
import { type RankingDocument, rankingDocument } from '../../src/ranking/document.ts';
import { type EngineFixture, engineFixture } from '../engine-fixture.ts';

const samples = join(import.meta.dirname, '../../samples');
const scores = z.record(z.string(), z.number());
const expectedRun = z.object({
  file: z.string(),
  text: z.union([z.string(), z.array(z.string())]),
  label: z.string(),
  task: z.enum(['classification', 'regression']),
  model: z.string(),
  examples: z.number(),
  seed: z.number(),
  scores,
  ranking: z.array(z.string()),
  evidence_scores: scores.optional(),
  evidence_ranking: z.array(z.string()).optional(),
  evidence_baseline: z.number().optional(),
});
type ExpectedRun = z.infer<typeof expectedRun>;

const runs = z.array(expectedRun).parse(JSON.parse(readFileSync(join(samples, 'expected.json'), 'utf8')));
const never = new AbortController().signal;

/** Neighbours whose scores differ by less may change places. */
const sameScore = 2e-4;

let fixture: EngineFixture;
beforeAll(async () => {
  fixture = await engineFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

async function run(expected: ExpectedRun, variant: 'evidence' | 'hfselect'): Promise<RankingDocument> {
  const request = rankRequest.parse({
    dataset: join(samples, expected.file),
    textColumns: [expected.text].flat(),
    labelColumn: expected.label,
    task: expected.task,
    model: expected.model,
    examples: expected.examples,
    seed: String(expected.seed),
    variant,
  });
  return rankingDocument.parse(await rank(request, fixture.context(), { signal: never }));
}

function expectScores(document: RankingDocument, expected: Record<string, number>, tolerance: number): void {
  expect(document.tasks.length).toBe(Object.keys(expected).length);
  expect(document.skipped).toEqual([]);
  const worst = Math.max(
    ...document.tasks.map(({ repo, score }) => Math.abs(score - (expected[repo ?? ''] ?? Number.NaN))),
  );
  expect(worst).toBeLessThan(tolerance);
}

function expectOrder(document: RankingDocument, ranking: readonly string[], expected: Record<string, number>): void {
  document.tasks.forEach(({ repo }, place) => {
    const there = expected[ranking[place] ?? ''] ?? Number.NaN;
    expect(Math.abs((expected[repo ?? ''] ?? Number.NaN) - there)).toBeLessThan(sameScore);
  });
}

describe.each(runs.map((expected) => [`${expected.file}, ${expected.examples} examples`, expected] as const))(
  '%s',
  (_, expected) => {
    it("gives the reference's scores and order in the variant hfselect", async () => {
      const document = await run(expected, 'hfselect');
      expectScores(document, expected.scores, 1e-4);
      expectOrder(document, expected.ranking, expected.scores);
      expect(document.method).toMatchObject({
        score: 'logme',
        variant: 'hfselect',
        regime: expected.examples < 128 ? 'n<d' : 'n>=d',
      });
    });

    it('gives the evidence by default', async () => {
      const document = await run(expected, 'evidence');
      expectScores(document, expected.evidence_scores ?? expected.scores, expected.evidence_scores ? 1e-5 : 1e-4);
      expectOrder(document, expected.evidence_ranking ?? expected.ranking, expected.evidence_scores ?? expected.scores);
      if (expected.evidence_baseline !== undefined) {
        expect(Math.abs((document.baseline?.score ?? Number.NaN) - expected.evidence_baseline)).toBeLessThan(1e-5);
      }
    });
  },
);
