import { describe, expect, it } from 'vitest';
import { rank } from '../../../src/engine/run/rank.ts';
import { rankRequest } from '../../../src/protocol/rank-request.ts';
import { describeCodedFact } from '../../../src/words/describe-coded-fact.ts';
import { describeProblem } from '../../../src/words/describe-problem.ts';
import { plainVoice } from '../../../src/words/voice.ts';
import { engineFixture, sampleHub } from '../../engine-fixture.ts';
import { makeRepository, readRepositories } from '../../fakes/hub/repository.ts';
import { problemOf } from '../../hub/hub-fixture.ts';

const { signal } = new AbortController();
const good = 'samples/ESM_debian__use';
const request = (settings: object) =>
  rankRequest.parse({
    dataset: 'samples/datasets/package-use.csv',
    textColumns: ['description'],
    labelColumn: 'use',
    model: 'samples/bert-tiny-debian',
    examples: 60,
    ...settings,
  });
const other = makeRepository('model', 'other/ESM', {
  'config.json': '{"base_model_name": "roberta-base", "task_id": "a/b"}',
  'model.safetensors': Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}')]),
});
const card = makeRepository('model', 'other/card', { 'README.md': 'no map' });
const repositories = [...readRepositories(sampleHub), other, card];

async function sentences(esms: string[], settings: object = {}): Promise<string> {
  await using fixture = await engineFixture({ repositories });
  const problem = await problemOf(rank(request({ esms, ...settings }), fixture.context(), { signal }));
  expect(problem).toMatchObject({ code: 'run-nothing-to-rank', skipped: esms.length });
  return describeProblem(problem, plainVoice).message;
}

describe('maps that are named and cannot be ranked', () => {
  it('that do not exist are told by name', async () => {
    expect(await sentences(['x/none'])).toBe(
      'The only map could not be used. The Hub has no model "x/none", or it is private.',
    );
    expect(await sentences(['x/none', 'x/nobody'])).toBe(
      'None of the 2 maps could be used. The Hub has no model "x/none", or it is private. The Hub has no model "x/nobody", or it is private.',
    );
  });

  it('are told apart: of another base model, no map, no repository id', async () => {
    expect(await sentences(['other/ESM'])).toBe(
      'The only map could not be used. other/ESM belongs to the base model roberta-base, not to samples/bert-tiny-debian.',
    );
    expect(await sentences(['other/card'])).toBe(
      'The only map could not be used. other/card has no config.json: it is no Embedding Space Map.',
    );
    expect(await sentences(['samples/bert-tiny-debian', 'not an id'])).toContain(
      'config.json of samples/bert-tiny-debian names no base model: it is no Embedding Space Map.',
    );
  });

  it('are told where others are ranked, also those that are not in the cache', async () => {
    await using fixture = await engineFixture({ repositories });
    const one = await rank(request({ esms: [good, 'x/none'] }), fixture.context(), { signal });
    expect(one.skipped).toMatchObject([{ repo: 'x/none', code: 'hub-repository-not-found' }]);
    const named = [good, 'samples/ESM_debian__game'];
    const cached = await rank(request({ esms: named, cachedOnly: true }), fixture.context(), { signal });
    expect(cached.tasks.map(({ repo }) => repo)).toEqual([good]);
    expect(cached.skipped).toEqual([{ repo: 'samples/ESM_debian__game', code: 'esm-not-cached', detail: {} }]);
    expect(cached.coverage).toMatchObject({ scored: 1, requested: 2 });
  });

  it('that are mistyped are told with the one that was meant, alone or beside others that are ranked', async () => {
    const mistyped = 'samples/ESM_debain__game';
    await using fixture = await engineFixture({ repositories });
    const none = await problemOf(rank(request({ esms: [mistyped] }), fixture.context(), { signal }));
    expect(describeProblem(none, plainVoice).remedy).toMatch(/^Did you mean "samples\/ESM_debian__game"\?/);
    const one = await rank(request({ esms: [good, mistyped, 'x/none'] }), fixture.context(), { signal });
    expect(one.skipped.map(({ detail }) => detail.nearest)).toEqual(['samples/ESM_debian__game', undefined]);
    expect(one.skipped.map((map) => describeCodedFact(map, plainVoice))).toEqual([
      `The Hub has no model "${mistyped}", or it is private. Did you mean "samples/ESM_debian__game"?`,
      'The Hub has no model "x/none", or it is private.',
    ]);
  });
});
