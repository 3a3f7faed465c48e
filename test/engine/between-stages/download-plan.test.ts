import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DownloadPlan, esmBytes, planDownload } from '../../../src/engine/between-stages/download-plan.ts';
import type { RunEvent } from '../../../src/engine/between-stages/run-events.ts';
import { rank } from '../../../src/engine/run/rank.ts';
import { type RankRequest, rankRequest } from '../../../src/protocol/rank-request.ts';
import { engineFixture } from '../../engine-fixture.ts';
import { largePool, largePoolMaps, largePoolModel } from '../../fakes/hub/large-pool.ts';
import { problemOf } from '../../hub/hub-fixture.ts';

const never = new AbortController().signal;
const model = largePoolModel;
const large = largePool();

function request(settings: Partial<RankRequest> = {}): RankRequest {
  const dataset = join(mkdtempSync(join(tmpdir(), 'itr-plan-')), 'data.csv');
  const rows = Array.from({ length: 40 }, (_, i) => `a text about number ${i},${i % 2 === 0 ? 'even' : 'odd'}`);
  writeFileSync(dataset, ['text,label', ...rows, ''].join('\n'));
  return rankRequest.parse({ dataset, textColumns: ['text'], labelColumn: 'label', model, ...settings });
}

describe('planDownload', () => {
  const esms = Array.from({ length: 1500 }, (_, i) => ({ repo: `o/${i}`, revision: 'r', tags: [], downloads: 0 }));
  const plan = (cached: number, modelBytesToFetch: number) =>
    planDownload({
      model,
      dimension: 768,
      esmsAvailable: 1500,
      selected: esms,
      isCached: ({ repo }) => Number(repo.slice(2)) < cached,
      modelBytesToFetch,
    });

  it('is 3.5 GB for 1,500 maps of 768 dimensions', () => {
    expect(esmBytes(768)).toBe(590_592 * 4 + 2000);
    expect(plan(0, 0).bytesToFetch / 1e9).toBeCloseTo(3.55, 2);
  });

  it('leaves out what is cached and adds the base model', () => {
    expect(plan(1500, 0).bytesToFetch).toBe(0);
    expect(plan(1499, 5).bytesToFetch).toBe(esmBytes(768) + 5);
  });
});

describe('a run that would download gigabytes', () => {
  it('ends before anything large moves when nobody says yes', async () => {
    await using fixture = await engineFixture({
      repositories: large,
      renames: { 'bert-base-multilingual-uncased': model },
    });
    const asked = request({ model: 'bert-base-multilingual-uncased' });
    const events: RunEvent[] = [];
    const problem = await problemOf(
      rank(asked, fixture.context(), { signal: never, onResult: (event) => events.push(event) }),
    );
    expect(problem).toMatchObject({
      code: 'run-download-needs-consent',
      model,
      esms: largePoolMaps,
      esmsToFetch: largePoolMaps,
    });
    // The weights of the base model in float32 (669 MB on the Hub), and a first look at 1,512 maps and the best of them; or all of them whole.
    const plan = events.flatMap((event) => (event.kind === 'plan' ? [event.plan] : []))[0];
    expect((plan?.modelBytesToFetch ?? 0) / 1e6).toBeCloseTo(669, 0);
    expect((plan?.bytesToFetch ?? 0) / 1e9).toBeCloseTo(1.5, 2);
    expect(plan?.look).toBe('first');
    expect(plan?.otherwise?.look).toBe('all');
    expect((plan?.otherwise?.bytesToFetch ?? 0) / 1e9).toBeCloseTo(4.24, 2);
    expect(fixture.fake.requests.filter(({ url }) => url.includes('safetensors'))).toEqual([]);
  });

  it('asks once, with the plan, and goes on when the answer is yes', async () => {
    await using fixture = await engineFixture({ repositories: large });
    let asked = 0;
    const confirmDownload = async () => {
      asked += 1;
      return true;
    };
    // It then goes on to load the model, which this Hub has no tokenizer for.
    const problem = await problemOf(rank(request(), fixture.context(), { signal: never, confirmDownload }));
    expect(problem).toMatchObject({ code: 'model-no-tokenizer' });
    expect(asked).toBe(1);
  });

  it('plans the whole of all maps where that is asked for, and takes the other way where that is answered', async () => {
    await using fixture = await engineFixture({ repositories: large });
    const plans: DownloadPlan[] = [];
    const confirmDownload = async (plan: DownloadPlan) => {
      plans.push(plan);
      return plans.length === 1 ? ('first' as const) : false;
    };
    const run = (look: 'first' | 'all') =>
      rank(request({ look }), fixture.context(), { signal: never, confirmDownload });
    expect(await problemOf(run('all'))).toMatchObject({ code: 'model-no-tokenizer' });
    expect(await problemOf(run('first'))).toMatchObject({ code: 'run-download-needs-consent' });
    expect(plans.map(({ look }) => look)).toEqual(['all', 'first']);
    const [all, first] = plans;
    // The first run has looked at a map or two by then; these hold a byte each.
    expect(Number(all?.otherwise?.bytesToFetch) / Number(first?.bytesToFetch)).toBeCloseTo(1, 6);
    expect(Number(first?.otherwise?.bytesToFetch) / Number(all?.bytesToFetch)).toBeCloseTo(1, 6);
  });

  it('has nothing to rank with cachedOnly', async () => {
    await using fixture = await engineFixture({ repositories: large });
    const run = rank(request({ cachedOnly: true }), fixture.context(), { signal: never });
    expect(await problemOf(run)).toMatchObject({ code: 'run-nothing-to-rank', reason: 'none-cached' });
  });
});
