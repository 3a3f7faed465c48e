import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DownloadPlan } from '../../../src/engine/between-stages/download-plan.ts';
import { esmsOnDisk } from '../../../src/engine/maps/esms-on-disk.ts';
import { prefetchEsms } from '../../../src/engine/maps/prefetch-esms.ts';
import { removeEsms } from '../../../src/engine/maps/remove-esms.ts';
import { rank } from '../../../src/engine/run/rank.ts';
import { modelInfo } from '../../../src/hub/model-info.ts';
import { resolveFile } from '../../../src/hub/resolve-file.ts';
import type { Progress } from '../../../src/protocol/progress.ts';
import { rankRequest } from '../../../src/protocol/rank-request.ts';
import { type EngineFixture, engineFixture } from '../../engine-fixture.ts';
import { problemOf } from '../../hub/hub-fixture.ts';

const { signal } = new AbortController();
const model = 'samples/bert-tiny-debian';
const request = (settings: object = {}) =>
  rankRequest.parse({
    dataset: 'samples/datasets/package-use.csv',
    textColumns: ['description'],
    labelColumn: 'use',
    model,
    examples: 150,
    ...settings,
  });
const fetchSome = (fixture: EngineFixture, names: string[]) => {
  const esms = names.map((name) => `samples/ESM_debian__${name}`);
  return rank(request({ esms }), fixture.context(), { signal });
};
const folderOf = (fixture: EngineFixture, repo: string) =>
  join(fixture.folder, 'hub', `models--${repo.replace('/', '--')}`);
const repos = ({ onDisk = [] }: { onDisk?: { repo: string }[] } = {}) => onDisk.map(({ repo }) => repo);

describe('maps on disk', () => {
  it('are none at first; the base model has its coverage', async () => {
    await using fixture = await engineFixture();
    expect(await esmsOnDisk(fixture.context(), signal)).toEqual([{ model, esms: 33, cached: false, onDisk: [] }]);
  });

  it('are those that were fetched, with their size', async () => {
    await using fixture = await engineFixture();
    await fetchSome(fixture, ['use', 'game']);
    const [found] = await esmsOnDisk(fixture.context(), signal);
    expect(found).toMatchObject({ model, esms: 33, cached: true });
    expect(repos(found)).toEqual(['samples/ESM_debian__game', 'samples/ESM_debian__use']);
    for (const { bytes, ready } of found?.onDisk ?? []) {
      expect(ready).toBe(true);
      // d² + d numbers of four bytes, d = 128, and the small files.
      expect(bytes).toBeGreaterThan(4 * (128 * 128 + 128));
      expect(bytes).toBeLessThan(4 * (128 * 128 + 128) + 10_000);
    }
  });

  it('are known offline: from the last listing, and without one from the maps themselves', async () => {
    await using fixture = await engineFixture();
    await fetchSome(fixture, ['use']);
    const online = await esmsOnDisk(fixture.context(), signal);
    const requests = fixture.fake.requests.length;
    expect(await esmsOnDisk(fixture.context({ offline: true }), signal)).toEqual(online);
    rmSync(join(fixture.folder, 'answers'), { recursive: true });
    const [found] = await esmsOnDisk(fixture.context({ offline: true }), signal);
    expect(found).toMatchObject({ esms: null, onDisk: [{ repo: 'samples/ESM_debian__use', ready: true }] });
    expect(fixture.fake.requests.length).toBe(requests);
  });

  it('that the Hub does not list any more are still there to remove', async () => {
    await using fixture = await engineFixture();
    await fetchSome(fixture, ['use']);
    const config = { base_model_name: 'BERT-tiny-debian', task_id: 'a/b' };
    const folder = folderOf(fixture, 'gone/ESM');
    const commit = 'a'.repeat(40);
    mkdirSync(join(folder, 'snapshots', commit), { recursive: true });
    mkdirSync(join(folder, 'refs'));
    writeFileSync(join(folder, 'refs/main'), commit);
    writeFileSync(join(folder, 'snapshots', commit, 'config.json'), JSON.stringify(config));
    const [found, ...others] = await esmsOnDisk(fixture.context(), signal);
    expect(others).toEqual([]);
    expect(found?.onDisk).toMatchObject([
      { repo: 'gone/ESM', ready: false },
      { repo: 'samples/ESM_debian__use', ready: true },
    ]);
  });

  it('that nobody can tell of are a problem, not an empty list', async () => {
    await using fixture = await engineFixture();
    const problem = await problemOf(esmsOnDisk(fixture.context({ offline: true }), signal));
    expect(problem).toMatchObject({ code: 'hub-offline-not-cached' });
  });

  it('a listing that the Hub refuses is a problem, not an empty list', async () => {
    await using fixture = await engineFixture();
    fixture.fake.faults.add({ match: /api\/models\?/, fault: { kind: 'status', status: 401 } });
    expect(await problemOf(esmsOnDisk(fixture.context(), signal))).toMatchObject({ area: 'hub' });
  });
});

describe('fetching ahead', () => {
  it('brings the model and all its maps, so that a ranking needs no network', async () => {
    await using fixture = await engineFixture();
    const progress: Progress[] = [];
    await fetchSome(fixture, ['use']);
    const onProgress = (entry: Progress) => progress.push(entry);
    expect(await prefetchEsms(fixture.context(), model, { signal, onProgress })).toEqual({
      model,
      fetched: 32,
      cached: 1,
      failed: [],
    });
    expect(progress.at(-1)).toEqual({ stage: 'fetch-esms', done: 32, total: 32, unit: 'esms' });
    const document = await rank(request(), fixture.context({ offline: true }), { signal });
    expect(document.tasks.length).toBe(33);
  });

  it('fetches a base model that was never used, and makes no request for what is there', async () => {
    await using fixture = await engineFixture();
    await prefetchEsms(fixture.context(), model, { signal });
    await rank(request(), fixture.context({ offline: true }), { signal });
    fixture.fake.requests.length = 0;
    expect(await prefetchEsms(fixture.context(), model, { signal })).toMatchObject({ fetched: 0, cached: 33 });
    expect(fixture.fake.requests.filter(({ url }) => url.includes('/resolve/'))).toEqual([]);
  });

  it('goes on without a map that cannot be had, and says why', async () => {
    await using fixture = await engineFixture();
    fixture.fake.faults.add({
      match: /ESM_debian__use[^ ]*\/resolve/,
      fault: { kind: 'status', status: 403, errorCode: 'GatedRepo' },
    });
    expect(await prefetchEsms(fixture.context(), model, { signal })).toMatchObject({
      fetched: 32,
      failed: [{ repo: 'samples/ESM_debian__use', code: 'hub-gated' }],
    });
  });

  it('ends when it is cancelled; what is there stays', async () => {
    await using fixture = await engineFixture();
    fixture.fake.faults.add({ match: /ESM_wordnet[^ ]*\/resolve/, fault: { kind: 'stall' } });
    const controller = new AbortController();
    const onProgress = ({ stage, done }: Progress) => stage === 'fetch-esms' && done >= 5 && controller.abort();
    const problem = await problemOf(prefetchEsms(fixture.context(), model, { signal: controller.signal, onProgress }));
    expect(problem).toMatchObject({ code: 'run-cancelled' });
    const [found] = await esmsOnDisk(fixture.context(), signal);
    expect(found?.onDisk.filter(({ ready }) => ready).length).toBeGreaterThanOrEqual(5);
  });

  it('asks before a large download, and fetches nothing large without consent', async () => {
    await using fixture = await engineFixture();
    // The size is estimated from the model's configuration, here of a model with embeddings of 8192 numbers.
    const plans: DownloadPlan[] = [];
    await makeLarge(fixture);
    const problem = await problemOf(
      prefetchEsms(fixture.context(), model, {
        signal,
        confirmDownload: async (plan) => {
          plans.push(plan);
          return false;
        },
      }),
    );
    expect(plans).toMatchObject([{ esmsSelected: 33, esmsCached: 0, dimension: 8192 }]);
    expect(problem).toMatchObject({ code: 'run-prefetch-needs-consent', esms: 33, esmsToFetch: 33 });
    expect(fixture.fake.requests.filter(({ url }) => url.includes('safetensors'))).toEqual([]);
  });
});

/** Makes the base model a large one in the cache, by its configuration. */
async function makeLarge(fixture: EngineFixture): Promise<void> {
  const { hub } = fixture.context();
  const { sha } = await modelInfo({ hub, id: model, signal });
  const path = await resolveFile({ hub, repo: model, revision: sha, path: 'config.json', limitBytes: 1e9, signal });
  if (path === null) throw new Error('the sample model has a config.json');
  const config = JSON.parse(readFileSync(path, 'utf8'));
  rmSync(path);
  writeFileSync(path, JSON.stringify({ ...config, hidden_size: 8192, num_attention_heads: 64 }));
}

describe('removing', () => {
  it('takes the maps of the model away, whole, and leaves the model and everything else', async () => {
    await using fixture = await engineFixture();
    await fetchSome(fixture, ['use', 'game']);
    const other = join(folderOf(fixture, 'other/model'), 'blobs');
    mkdirSync(other, { recursive: true });
    const before = await esmsOnDisk(fixture.context(), signal);
    const bytes = before[0]?.onDisk.reduce((sum, entry) => sum + entry.bytes, 0);
    expect(await removeEsms(fixture.context(), { model, repos: null, signal })).toEqual({ removed: 2, bytes });
    expect(
      readdirSync(join(fixture.folder, 'hub'))
        .filter((name) => name.startsWith('models--'))
        .sort(),
    ).toEqual(['models--other--model', 'models--samples--bert-tiny-debian']);
    expect(await esmsOnDisk(fixture.context(), signal)).toEqual([{ model, esms: 33, cached: true, onDisk: [] }]);
  });

  it('takes only those away that are named, and never what is no map of the model', async () => {
    await using fixture = await engineFixture();
    await fetchSome(fixture, ['use', 'game']);
    const named = ['samples/ESM_debian__use', model, '../../x', 'other/model'];
    expect(await removeEsms(fixture.context(), { model, repos: named, signal })).toMatchObject({ removed: 1 });
    expect(await removeEsms(fixture.context(), { model: 'other/model', repos: null, signal })).toMatchObject({
      removed: 0,
    });
    expect(existsSync(folderOf(fixture, model))).toBe(true);
    expect(repos((await esmsOnDisk(fixture.context(), signal))[0])).toEqual(['samples/ESM_debian__game']);
  });

  it('leaves what other repositories share through the store of newer Pythons', async () => {
    await using fixture = await engineFixture();
    await fetchSome(fixture, ['use']);
    const blobs = join(folderOf(fixture, 'samples/ESM_debian__use'), 'blobs');
    const weights = readdirSync(blobs).find((name) => name.length === 64) ?? '';
    const shared = join(fixture.folder, 'hub/blobs/ab', 'ab'.repeat(32));
    mkdirSync(dirname(shared), { recursive: true });
    writeFileSync(shared, readFileSync(join(blobs, weights)));
    rmSync(join(blobs, weights));
    symlinkSync(join('../../blobs/ab', 'ab'.repeat(32)), join(blobs, weights));
    const [found] = await esmsOnDisk(fixture.context(), signal);
    expect(found?.onDisk).toMatchObject([{ ready: true }]);
    expect(found?.onDisk[0]?.bytes).toBeGreaterThan(66_000);
    // Nothing is freed but the small file: another repository may need the weights.
    const { removed, bytes } = await removeEsms(fixture.context(), { model, repos: null, signal });
    expect({ removed, small: bytes < 10_000 }).toEqual({ removed: 1, small: true });
    expect(existsSync(shared)).toBe(true);
    expect(existsSync(blobs)).toBe(false);
  });

  it('what was removed can be fetched again', async () => {
    await using fixture = await engineFixture();
    await fetchSome(fixture, ['use']);
    await removeEsms(fixture.context(), { model, repos: null, signal });
    expect((await fetchSome(fixture, ['use'])).tasks.length).toBe(1);
  });
});
