import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rank } from '../../../src/engine/run/rank.ts';
import { rankRequest } from '../../../src/protocol/rank-request.ts';
import { describeProblem } from '../../../src/words/describe-problem.ts';
import { plainVoice } from '../../../src/words/voice.ts';
import { engineFixture, sampleHub } from '../../engine-fixture.ts';
import { makeRepository, readRepositories } from '../../fakes/hub/repository.ts';
import { problemOf } from '../../hub/hub-fixture.ts';

const { signal } = new AbortController();
const known = 'samples/bert-tiny-debian';
const config = readFileSync(join(sampleHub, 'models', known, 'config.json'), 'utf8');

async function problemWith(model: string, settings: object = {}) {
  const without = makeRepository('model', 'other/without-maps', {
    'config.json': config,
    'model.safetensors': 'weights',
  });
  await using fixture = await engineFixture({ repositories: [...readRepositories(sampleHub), without] });
  const request = rankRequest.parse({
    dataset: 'samples/datasets/package-use.csv',
    textColumns: ['description'],
    labelColumn: 'use',
    examples: 60,
    model,
    ...settings,
  });
  const problem = await problemOf(rank(request, fixture.context(), { signal }));
  return problem;
}

describe('a base model that cannot be ranked for', () => {
  it.each(['sample/bert-tiny-debian', 'bert-tiny-debain', 'samples/bert-tyni-debian'])(
    'is told with the one that was meant: %s',
    async (model) => {
      const problem = await problemWith(model);
      expect(problem).toMatchObject({ code: 'hub-repository-not-found', nearest: known, models: [known] });
      expect(describeProblem(problem, plainVoice).remedy).toBe(
        `Did you mean "${known}"? Base models with maps are: ${known}.`,
      );
    },
  );

  it('is told with those that there are where none is alike', async () => {
    const problem = await problemWith('another/name-altogether-different');
    expect(problem).toMatchObject({ code: 'hub-repository-not-found', models: [known] });
    expect(problem).not.toHaveProperty('nearest');
    expect(describeProblem(problem, plainVoice).remedy).toMatch(/^Base models with maps are: .* Check the spelling/);
  });

  it('is told so too where the Hub has it, but no map for it', async () => {
    const problem = await problemWith('other/without-maps');
    expect(problem).toMatchObject({ code: 'run-nothing-to-rank', reason: 'none-listed', models: [known] });
  });

  it('is not what is wrong where a map is missing', async () => {
    const problem = await problemWith(known, { esms: ['samples/ESM_none'] });
    expect(problem).toMatchObject({ code: 'run-nothing-to-rank', reason: 'all-skipped' });
    expect(problem).not.toHaveProperty('models');
  });
});
