import { describe, expect, it } from 'vitest';
import { askForDataset } from '../../src/hub/datasets/dataset-facts.ts';
import { listDatasetFiles } from '../../src/hub/datasets/dataset-files.ts';
import { searchDatasets } from '../../src/hub/datasets/search-datasets.ts';
import type { Hub } from '../../src/hub/hub.ts';
import { listModels } from '../../src/hub/list-models.ts';
import { modelInfo } from '../../src/hub/model-info.ts';
import { readRange } from '../../src/hub/ranges/read-range.ts';
import { RemoteFile } from '../../src/hub/ranges/remote-file.ts';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import { ProblemError } from '../../src/protocol/problem.ts';
import { makeDataset } from '../fakes/hub/dataset-repository.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { hubFixture, never, problemOf, shortSilence } from './hub-fixture.ts';

const repo = 'owner/name';
const model = makeRepository('model', repo, { 'config.json': '{}', 'model.safetensors': 'x'.repeat(5_000) });
const rows = 'y'.repeat(2_000_000);
const dataset = makeDataset(repo, { files: { 'rows.csv': rows } });
const digest = dataset.files.get('rows.csv')?.sha256 ?? '';
const fixture = () => hubFixture({ repositories: [model, dataset] });

const signal = never;
const resolve = (hub: Hub, path: string) =>
  resolveFile({ hub, repo, revision: model.commit, path, limitBytes: 1e6, signal });
const range = (hub: Hub) => {
  const file = { repo, repoType: 'dataset', revision: dataset.commit, path: 'rows.csv' } as const;
  return readRange({ remote: new RemoteFile(hub, file), key: digest, digest, start: 10, end: 30, signal });
};

/** Every kind of call, and the requests of it that are answered with the status. */
const calls: [string, RegExp, (hub: Hub) => Promise<unknown>][] = [
  ['list of models', /api\/models\?/, (hub) => listModels({ hub, tags: ['x'], signal })],
  ['facts of a model', /api\/models\//, (hub) => modelInfo({ hub, id: repo, signal })],
  ['search', /api\/datasets\?/, (hub) => searchDatasets({ hub, text: 'x', signal })],
  ['facts of a dataset', /api\/datasets\//, (hub) => askForDataset({ hub, id: repo, signal })],
  ['files of a dataset', /tree/, (hub) => listDatasetFiles({ hub, id: repo, commit: dataset.commit, signal })],
  ['file: the first answer', /\/resolve\//, (hub) => resolve(hub, 'config.json')],
  ['file: the content, of the Hub', /resolve-cache/, (hub) => resolve(hub, 'config.json')],
  ['file: the content, of the storage', /xet-bridge/, (hub) => resolve(hub, 'model.safetensors')],
  ['part of a file: the first answer', /\/resolve\//, range],
  ['part of a file: the content', /xet-bridge/, range],
];

const statuses = Array.from({ length: 400 }, (_, i) => 200 + i);

describe('whatever status an answer has', () => {
  it.each(calls)('%s: it is an answer or a problem, never a defect', async (_, match, call) => {
    await using hubs = await fixture();
    const hub = { ...hubs.hub({}, { retryMs: [], retryWithCacheMs: [] }), answersFolder: null };
    const defects: string[] = [];
    for (const status of statuses) {
      hubs.fake.faults.clear();
      hubs.fake.faults.add({ match, fault: { kind: 'status', status } });
      await call(hub).catch((error: unknown) => {
        if (!(error instanceof ProblemError)) defects.push(`${status}: ${error}`);
      });
    }
    expect(defects).toEqual([]);
  });

  it.each([101, 103, 199, 600, 999])('%d, which is none, too', async (status) => {
    await using hubs = await fixture();
    const hub = hubs.hub({}, { ...shortSilence, retryMs: [], retryWithCacheMs: [] });
    hubs.fake.faults.add({ match: /./, fault: { kind: 'raw-status', status } });
    for (const [, , call] of calls) expect((await problemOf(call(hub))).area).toBe('hub');
  });

  const strange = [201, 202, 204, 205, 206, 226, 299, 300, 301, 302, 303, 304, 305, 306, 307, 308, 399];

  it.each(strange)('%d without what belongs to it is a bad answer that names it', async (status) => {
    await using hubs = await fixture();
    const hub = { ...hubs.hub(), answersFolder: null };
    for (const [, match, call] of calls.filter(([name]) => status !== 206 || !name.startsWith('part'))) {
      hubs.fake.faults.clear();
      hubs.fake.faults.add({ match, fault: { kind: 'status', status } });
      const reason = expect.stringContaining(`status ${status}`);
      expect(await problemOf(call(hub))).toMatchObject({ code: 'hub-bad-response', url: expect.any(String), reason });
    }
    expect(hubs.cacheFiles().filter((name) => name.includes('incomplete'))).toEqual([]);
  });

  it.each([204, 304, 399])('%d is no reason to know less than before', async (status) => {
    await using hubs = await fixture();
    const hub = hubs.hub();
    const before = await modelInfo({ hub, id: repo, signal });
    const listed = await listModels({ hub, tags: [], signal });
    hubs.fake.faults.add({ match: /./, fault: { kind: 'status', status } });
    expect(await modelInfo({ hub, id: repo, signal })).toEqual(before);
    expect(await listModels({ hub, tags: [], signal })).toEqual(listed);
  });
});

describe('a part of a file', () => {
  it.each([
    ['another part', 'bytes 0-19/2000000'],
    ['a part of another file', 'bytes 10-29/30'],
    ['no part that it names', null],
    ['a part in other units', 'rows 10-29/2000000'],
    ['a part that ends before it begins', 'bytes 10-9/2000000'],
    ['at numbers without end', `bytes ${'9'.repeat(400)}-${'9'.repeat(401)}/*`],
  ])('that is %s is not believed', async (_, value) => {
    await using hubs = await fixture();
    const headers = { 'Content-Range': value };
    hubs.fake.faults.add({ match: /xet-bridge/, fault: { kind: 'headers', headers } });
    expect(await problemOf(range(hubs.hub()))).toMatchObject({ code: 'hub-bad-response' });
  });

  it('may be one of a file of unknown size', async () => {
    await using hubs = await fixture();
    const headers = { 'Content-Range': 'bytes 10-29/*' };
    hubs.fake.faults.add({ match: /xet-bridge/, fault: { kind: 'headers', headers } });
    expect(Buffer.from((await range(hubs.hub())) ?? []).toString()).toBe('y'.repeat(20));
  });
});
