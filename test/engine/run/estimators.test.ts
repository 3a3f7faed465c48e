import { describe, expect, it } from 'vitest';
import { rank } from '../../../src/engine/run/rank.ts';
import { type RankRequest, rankRequest } from '../../../src/protocol/rank-request.ts';
import { type RankingDocument, rankingDocument } from '../../../src/ranking/document.ts';
import { toCsv } from '../../../src/ranking/export/csv.ts';
import { toHtml } from '../../../src/ranking/export/html.ts';
import { toJson } from '../../../src/ranking/export/json.ts';
import { toMarkdown } from '../../../src/ranking/export/markdown.ts';
import { toTextTable } from '../../../src/ranking/export/text-table.ts';
import { agreementSentence } from '../../../src/ranking/sentences/estimator.ts';
import { methodLabel, methodSentence } from '../../../src/ranking/sentences/provenance.ts';
import { engineFixture } from '../../engine-fixture.ts';
import { problemOf } from '../../hub/hub-fixture.ts';

const text = (document: RankingDocument) => toJson({ ...document, created: null, timings: null });
const never = new AbortController().signal;
const request = (settings: Partial<RankRequest> = {}) =>
  rankRequest.parse({
    dataset: 'samples/datasets/package-use.csv',
    textColumns: ['description'],
    labelColumn: 'use',
    model: 'samples/bert-tiny-debian',
    examples: 100,
    maxEsms: 6,
    ...settings,
  });

describe('rank by other estimators than LogME', () => {
  it('changes no digit of LogME, puts the others beside it, and says how far they agree', async () => {
    await using fixture = await engineFixture();
    const alone = await rank(request(), fixture.context(), { signal: never });
    const document = await rank(request({ estimators: ['logme', 'ridge', 'hscore'] }), fixture.context(), {
      signal: never,
    });
    const named = await rank(request({ estimators: ['logme'] }), fixture.context(), { signal: never });
    expect(text(named)).toBe(text(alone));
    const plain = document.tasks.map(({ others: _, ...task }) => task);
    expect(plain).toEqual(alone.tasks);
    expect(document.certainty).toEqual(alone.certainty);
    expect(alone.method).not.toHaveProperty('others');
    expect(document.method).toMatchObject({ score: 'logme', others: ['ridge', 'hscore'] });
    const ranks = document.tasks.map(({ others }) => others?.ridge?.rank ?? 0);
    expect(ranks.toSorted((a, b) => a - b)).toEqual(document.tasks.map(({ rank: place }) => place));
    const best = document.tasks.find(({ others }) => others?.ridge?.rank === 1);
    const most = Math.max(...document.tasks.map(({ others }) => others?.ridge?.score ?? 0));
    expect(best?.others?.ridge?.score).toBe(most);
    expect(rankingDocument.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);

    const mark = `ridge R² ${document.tasks[0]?.others?.ridge?.rank}`;
    for (const shown of [toTextTable(document), toMarkdown(document), toHtml(document)]) expect(shown).toContain(mark);
    expect(toCsv(document).split('\n')[0]).toMatch(/,ridge_score,ridge_rank,hscore_score,hscore_rank$/);
    expect(agreementSentence(document)).toMatch(/^By ridge R².*\. By H-score.*\.$/);
    expect(toMarkdown(document)).toContain('By ridge R²');
    expect(agreementSentence(alone)).toBe('');
  });

  it('ranks by one of them without a certainty, and says so', async () => {
    await using fixture = await engineFixture();
    const document = await rank(request({ estimators: ['knn'] }), fixture.context(), { signal: never });
    expect(document.method).toMatchObject({ score: 'knn', certainty: null });
    expect(document.certainty).toBeNull();
    expect(document.tasks).toHaveLength(6);
    for (const { score, evidence, standardError, interval } of document.tasks) {
      expect(score * 100).toBeCloseTo(Math.round(score * 100), 8);
      expect({ evidence, standardError, interval }).toEqual({ evidence: [], standardError: null, interval: null });
    }
    expect(methodLabel(document)).toBe('k-NN');
    expect(methodSentence(document)).toContain('For this score no certainty is known');
  });

  it('refuses a first look, and the H-score of numbers to predict', async () => {
    await using fixture = await engineFixture();
    const look = rank(request({ estimators: ['logme', 'ridge'], look: 'first' }), fixture.context(), { signal: never });
    expect(await problemOf(look)).toEqual({ area: 'run', code: 'run-estimator-needs-whole-maps', estimator: 'ridge' });
    const variant = rank(request({ estimators: ['ridge'], variant: 'hfselect' }), fixture.context(), { signal: never });
    expect(await problemOf(variant)).toMatchObject({ code: 'run-variant-without-logme', estimator: 'ridge' });
    const numbers = { dataset: 'samples/datasets/package-size.jsonl', textColumns: undefined, labelColumn: undefined };
    const regression = rank(request({ ...numbers, estimators: ['hscore'], task: 'regression' }), fixture.context(), {
      signal: never,
    });
    expect(await problemOf(regression)).toMatchObject({ area: 'run', code: 'run-estimator-needs-classes' });
  });
});
