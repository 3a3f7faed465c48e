import { describe, expect, it } from 'vitest';
import { askForDataset } from '../../src/hub/datasets/dataset-facts.ts';
import { listModels } from '../../src/hub/list-models.ts';
import { modelInfo } from '../../src/hub/model-info.ts';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import { makeDataset } from '../fakes/hub/dataset-repository.ts';
import { hubFixture, never, problemOf } from './hub-fixture.ts';
import { content, file, oneFile, repository, storageRequests, theHub, theStorage } from './one-file.ts';

const { repo, path } = file;
const limitBytes = 100_000;

const tooLarge = (bytes: number | null) => ({ area: 'hub', code: 'hub-file-too-large', repo, path, bytes, limitBytes });

describe('a file that is larger than any of its kind', () => {
  it.each([
    ['the Hub says', {}],
    ['only the storage says', { 'X-Linked-Size': null }],
  ])('is left before its first byte where %s its size', async (_, headers) => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'headers', headers } });
    const onBytes = () => expect.unreachable();
    const problem = await problemOf(resolveFile({ hub: hubs.hub(), ...file, limitBytes, onBytes }));
    expect(problem).toEqual(tooLarge(content.length));
    expect(hubs.cacheFiles()).toEqual([]);
  });

  it('is left at the limit where nobody says its size, and nothing of it is kept', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'headers', headers: { 'X-Linked-Size': null } } });
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'endless' } });
    let most = 0;
    const onBytes = (bytes: number) => {
      most = bytes;
    };
    const problem = await problemOf(resolveFile({ hub: hubs.hub(), ...file, limitBytes, onBytes }));
    expect(problem).toEqual(tooLarge(null));
    expect(most).toBeLessThanOrEqual(limitBytes);
    expect(storageRequests(hubs)).toHaveLength(1);
    expect(hubs.cacheFiles()).toEqual([]);
  });

  it('is not taken from the cache either: somebody would read it into memory', async () => {
    await using hubs = await oneFile();
    await resolveFile({ hub: hubs.hub(), ...file });
    for (const offline of [false, true]) {
      const problem = await problemOf(resolveFile({ hub: hubs.hub({ offline }), ...file, limitBytes }));
      expect(problem).toEqual(tooLarge(content.length));
    }
  });

  it('may have exactly its limit', async () => {
    await using hubs = await oneFile();
    expect(await resolveFile({ hub: hubs.hub(), ...file, limitBytes: content.length })).not.toBeNull();
  });
});

describe('an answer of the Hub', () => {
  const calls: [string, (hub: Parameters<typeof listModels>[0]['hub']) => Promise<unknown>][] = [
    ['list', (hub) => listModels({ hub, tags: ['x'], signal: never })],
    ['info', (hub) => modelInfo({ hub, id: repo, signal: never })],
    ['dataset', (hub) => askForDataset({ hub, id: repo, signal: never })],
  ];

  it.each(calls)('to %s that announces 33 MB is left before its first byte', async (_, call) => {
    await using hubs = await hubFixture({});
    const headers = { 'content-length': '33000000' };
    const body = new ReadableStream({ pull: () => expect.unreachable() }, { highWaterMark: 0 });
    const hub = { ...hubs.hub(), fetch: async () => new Response(body, { headers }) };
    const reason = expect.stringContaining('32000000 bytes');
    expect(await problemOf(call(hub))).toMatchObject({ code: 'hub-bad-response', reason });
  });

  it.each(calls)('to %s without end is left', async (_, call) => {
    await using hubs = await hubFixture({ repositories: [repository, makeDataset(repo, {})] });
    hubs.fake.faults.add({ match: /api/, fault: { kind: 'endless' } });
    expect(await problemOf(call(hubs.hub()))).toMatchObject({ code: 'hub-bad-response' });
  });

  it.each(calls)('to %s that nests for ever is not parsed', async (_, call) => {
    await using hubs = await hubFixture({});
    const hub = { ...hubs.hub(), fetch: async () => new Response('[{"a":'.repeat(1_000_000)) };
    const reason = expect.stringContaining('nested more than 64 deep');
    expect(await problemOf(call(hub))).toMatchObject({ code: 'hub-bad-response', reason });
  });
});
