import { mkdirSync, readFileSync, realpathSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rank } from '../../../src/engine/run/rank.ts';
import { rankRequest } from '../../../src/protocol/rank-request.ts';
import { describeProblem } from '../../../src/words/describe-problem.ts';
import { plainVoice } from '../../../src/words/voice.ts';
import { type EngineFixture, engineFixture, sampleHub } from '../../engine-fixture.ts';
import { readRepositories } from '../../fakes/hub/repository.ts';
import { writePythonCache } from '../../fakes/python-cache.ts';
import { problemOf } from '../../hub/hub-fixture.ts';

const { signal } = new AbortController();
const model = 'samples/bert-tiny-debian';
const maps = ['game', 'library-or-not', 'use'].map((name) => `samples/ESM_debian__${name}`);
const [bad = ''] = maps;
const samples = readRepositories(sampleHub);
const commitOf = (repo: string) => samples.find(({ id }) => id === repo)?.commit ?? '';
const request = rankRequest.parse({
  dataset: 'samples/datasets/package-use.csv',
  textColumns: ['description'],
  labelColumn: 'use',
  model,
  examples: 60,
});

/** A cache with the model and three maps, as Python leaves it. */
async function filled(): Promise<EngineFixture> {
  const fixture = await engineFixture();
  for (const repository of samples) {
    if ([model, ...maps].includes(repository.id)) writePythonCache(`${fixture.folder}/hub`, repository);
  }
  return fixture;
}
const placeOf = ({ folder }: EngineFixture, repo: string, path: string) =>
  join(folder, 'hub', `models--${repo.replace('/', '--')}`, 'snapshots', commitOf(repo), path);
const scoresOf = ({ tasks }: Awaited<ReturnType<typeof rank>>) =>
  Object.fromEntries(tasks.map(({ repo, score }) => [repo, score]));

function flipByte(path: string): void {
  const content = readFileSync(path);
  content[content.length - 9] = (content[content.length - 9] ?? 0) ^ 64;
  writeFileSync(realpathSync(path), content);
}

const harms: [string, (fixture: EngineFixture) => void, string][] = [
  [
    'one flipped byte in the weights',
    (fixture) => flipByte(placeOf(fixture, bad, 'model.safetensors')),
    'hub-cached-file-damaged',
  ],
  [
    'an empty config.json',
    (fixture) => truncateSync(realpathSync(placeOf(fixture, bad, 'config.json')), 0),
    'hub-cached-file-damaged',
  ],
  [
    'a folder in the place of the weights',
    (fixture) => {
      rmSync(placeOf(fixture, bad, 'model.safetensors'));
      mkdirSync(placeOf(fixture, bad, 'model.safetensors'));
    },
    'hub-cached-file-damaged',
  ],
  [
    'weights whose blob is gone',
    (fixture) => rmSync(realpathSync(placeOf(fixture, bad, 'model.safetensors'))),
    'hub-offline-not-cached',
  ],
];

describe('a damaged map in the cache', () => {
  it.each(harms)(
    '%s costs that map offline, by name, and nothing where the Hub can be asked',
    async (_, inflict, code) => {
      await using fixture = await filled();
      const whole = scoresOf(await rank(request, fixture.context({ offline: true }), { signal }));
      expect(Object.keys(whole).sort()).toEqual(maps);
      inflict(fixture);
      const offline = await rank(request, fixture.context({ offline: true }), { signal });
      const { [bad]: lost, ...others } = whole;
      expect(scoresOf(offline)).toEqual(others);
      expect(offline.skipped).toMatchObject([{ repo: bad, code }]);
      const healed = await rank({ ...request, esms: maps }, fixture.context(), { signal });
      expect(scoresOf(healed)).toEqual({ ...others, [bad]: lost });
      expect(healed.skipped).toEqual([]);
    },
  );
});

describe('a damaged base model in the cache', () => {
  it('is named offline with the path to delete, and healed where the Hub can be asked', async () => {
    await using fixture = await filled();
    const weights = placeOf(fixture, model, 'model.safetensors');
    flipByte(weights);
    const problem = await problemOf(rank(request, fixture.context({ offline: true }), { signal }));
    expect(problem).toMatchObject({ code: 'hub-cached-file-damaged', repo: model, file: realpathSync(weights) });
    const { message, remedy } = describeProblem(problem, plainVoice);
    expect(`${message} ${remedy}`).toContain(`${realpathSync(weights)} Delete it, and run once with a connection`);
    const healed = await rank({ ...request, esms: maps }, fixture.context(), { signal });
    expect(healed.tasks.length).toBe(3);
  });
});
