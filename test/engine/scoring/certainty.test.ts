import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RankCancelled } from '../../../src/engine/between-stages/rank-cancelled.ts';
import type { RunEvent } from '../../../src/engine/between-stages/run-events.ts';
import { RunRecord } from '../../../src/engine/between-stages/run-record.ts';
import { PacedCertainty } from '../../../src/engine/run/paced-certainty.ts';
import { rank } from '../../../src/engine/run/rank.ts';
import { rankRequest } from '../../../src/protocol/rank-request.ts';
import type { RankingDocument } from '../../../src/ranking/document.ts';
import { mergeParts } from '../../../src/ranking/merge-parts.ts';
import { engineFixture } from '../../engine-fixture.ts';

const file = new URL('../../../samples/datasets/package-use.csv', import.meta.url).pathname;
const request = (changes: object = {}) =>
  rankRequest.parse({
    dataset: file,
    textColumns: ['description'],
    labelColumn: 'use',
    model: 'samples/bert-tiny-debian',
    examples: 150,
    ...changes,
  });
const never = new AbortController().signal;

/** As another program reads it from a file. */
const written = (document: RankingDocument): RankingDocument => JSON.parse(JSON.stringify(document));

describe('the certainty of a run', () => {
  it('is in its document, whole and consistent', async () => {
    await using fixture = await engineFixture();
    const { method, certainty, tasks, baseline } = await rank(request(), fixture.context(), { signal: never });
    expect(method.certainty).toEqual({ kind: 'infinitesimal-jackknife', draws: 1000, seed: 0, rows: 150 });
    const repos = tasks.map(({ repo }) => repo);
    for (const { score, standardError, interval, helps, first, rankInterval, alike } of tasks) {
      expect(standardError).toBeGreaterThan(0);
      // Of a difference to the baseline, not of a score, which would be some ten times as large.
      expect(standardError).toBeLessThan(0.02);
      expect(interval?.[0]).toBeCloseTo(score - 1.96 * (standardError ?? 0), 12);
      expect(interval?.[1]).toBeCloseTo(score + 1.96 * (standardError ?? 0), 12);
      expect([helps, first].every((share) => share !== null && share >= 0 && share <= 1)).toBe(true);
      expect(rankInterval?.[1]).toBeLessThanOrEqual(33);
      if (alike !== null) expect(repos).toContain(alike);
    }
    expect(certainty?.shortlist).toEqual(repos.filter((repo) => certainty?.shortlist.includes(repo ?? '')));
    expect(certainty?.tied).not.toContain(repos[0]);
    const total = tasks.reduce((sum, { first, alike }) => sum + (alike === null ? (first ?? 0) : 0), 0);
    expect(total).toBeCloseTo(1, 10);
    expect(baseline).not.toBeNull();
  });

  it('tells no help where labels have nothing to do with the texts', async () => {
    await using fixture = await engineFixture();
    const rows = readFileSync(file, 'utf8').split('\n').slice(1, 301);
    const texts = rows.map((line) => JSON.stringify(line.replaceAll(/["\\]/g, ' ')));
    const shuffled = join(fixture.folder, 'shuffled.jsonl');
    writeFileSync(
      shuffled,
      texts.map((text, row) => `{"text":${text},"label":"${((row * row * 7) % 11) % 3}"}`).join('\n'),
    );
    const changes = { dataset: shuffled, textColumns: ['text'], labelColumn: 'label', examples: 300 };
    const { certainty, baseline, tasks } = await rank(request(changes), fixture.context(), { signal: never });
    expect(['cannot-tell', 'none-likely']).toContain(certainty?.verdict);
    expect(tasks[0]?.score).toBeLessThan(baseline?.constant ?? Number.NEGATIVE_INFINITY);
  });

  it('is that of a run over several machines, to the last digit, and parts without draws give none', async () => {
    await using fixture = await engineFixture();
    const context = fixture.context();
    const whole = await rank(request(), context, { signal: never });
    const parts: RankingDocument[] = [];
    for (const index of [1, 2, 3]) {
      parts.push(written(await rank(request({ shard: { index, of: 3 } }), context, { signal: never })));
    }
    const files = parts.map((document, index) => ({ file: `part-${index}.json`, document }));
    const merged = mergeParts(files, { partial: false });
    const timeless = { created: null, timings: null };
    expect(merged).toMatchObject({ kind: 'merged' });
    if (merged.kind !== 'merged') return;
    expect(JSON.stringify({ ...merged.document, ...timeless })).toBe(JSON.stringify({ ...whole, ...timeless }));

    const [first, ...others] = files;
    if (first?.document.part === undefined) throw new Error('the first part is none');
    const { draws: _, ...part } = first.document.part;
    const older = mergeParts([{ file: 'older.json', document: { ...first.document, part } }, ...others], {
      partial: false,
    });
    expect(older).toMatchObject({ kind: 'merged', document: { certainty: null, method: { certainty: null } } });
    const damaged = { ...first.document, part: { ...part, draws: { baseline: 'AAAA', tasks: {} } } };
    expect(mergeParts([{ file: 'damaged.json', document: damaged }, ...others], { partial: false })).toEqual({
      kind: 'refused',
      refusal: { code: 'merge-damaged-draws', file: 'damaged.json' },
    });
  });

  it('is that of what is ranked when it is cancelled, and is told while it goes on', async () => {
    await using fixture = await engineFixture();
    const cancelling = new AbortController();
    const events: RunEvent[] = [];
    const running = rank(request(), fixture.context(), {
      signal: cancelling.signal,
      onResult: (event) => {
        events.push(event);
        if (event.kind === 'scored' && event.coverage.scored === 9) cancelling.abort();
      },
    });
    const cancelled = await running.catch((error: unknown) => error);
    if (!(cancelled instanceof RankCancelled)) throw cancelled;
    const { partial } = cancelled;
    expect(partial?.certainty?.shortlist.length).toBeGreaterThan(0);
    for (const { first, rankInterval } of partial?.tasks ?? []) {
      expect(first).not.toBeNull();
      expect(rankInterval?.[1]).toBeLessThanOrEqual(partial?.tasks.length ?? 0);
    }
    expect(events.filter(({ kind }) => kind === 'certainty').length).toBeGreaterThan(0);
  });

  it('is not there for the reference’s numbers from fewer rows than dimensions', async () => {
    await using fixture = await engineFixture();
    const few = request({ variant: 'hfselect', examples: 90 });
    const document = await rank(few, fixture.context(), { signal: never });
    expect(document).toMatchObject({ certainty: null, method: { certainty: null } });
    for (const task of document.tasks) expect(task).toMatchObject({ standardError: null, first: null });
  });
});

describe('assessing a run while it goes on', () => {
  it('takes a fiftieth of the time, at most once in a second', () => {
    let now = 0;
    const assessed: number[] = [];
    const record = new RunRecord();
    record.assess = () => {
      assessed.push(now);
      now += 100;
      return null;
    };
    const paced = new PacedCertainty(
      record,
      () => {},
      () => now,
    );
    for (; now < 12_000; now += 10) paced.scored();
    expect(assessed).toEqual([0, 5100, 10_200]);
  });
});
