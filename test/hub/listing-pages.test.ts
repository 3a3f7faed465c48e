import { describe, expect, it } from 'vitest';
import { listDatasetFiles } from '../../src/hub/datasets/dataset-files.ts';
import { searchDatasets } from '../../src/hub/datasets/search-datasets.ts';
import { listModels } from '../../src/hub/list-models.ts';
import { maxPages } from '../../src/hub/requests/read-listing.ts';
import type { RunWarning } from '../../src/protocol/run-warnings.ts';
import { makeDataset } from '../fakes/hub/dataset-repository.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { type HubFixture, hubFixture, never, problemOf } from './hub-fixture.ts';

const tags = ['embedding_space_map'];
const card = `---\ntags: [${tags}]\n---\n`;
const repositories = Array.from({ length: 5 }, (_, i) => makeRepository('model', `o/m${i}`, { 'README.md': card }));
const ids = repositories.map(({ id }) => id);
const otherHub = 'https://huggingface.co';

/** A client that keeps what it is warned of. */
function watched(hubs: HubFixture, settings = {}) {
  const warnings: RunWarning[] = [];
  const hub = { ...hubs.hub(settings), onWarning: (warning: RunWarning) => warnings.push(warning) };
  return { hub, warnings };
}

const pathOf = (url: string) => url.slice(new URL(url).origin.length);

describe('the next page of a listing', () => {
  const spellings: [string, (url: string) => string][] = [
    ['without a blank', (url) => `<${url}>;rel="next"`],
    ['without quotation marks', (url) => `<${url}>; rel=next`],
    ['after other parameters, in upper case', (url) => `<${url}>; title="a, b; c"; REL=Next`],
    ['with several relations, after another link', (url) => `</first>; rel=first , <${url}>; rel="last next"`],
    ['relative to the root', (url) => `<${pathOf(url)}>; rel="next"`],
    ['as a query alone', (url) => `<${new URL(url).search}>; rel="next"`],
    ['at the Hub that a mirror mirrors', (url) => `<${otherHub}${pathOf(url)}>; rel="next"`],
    ['at another scheme and port', (url) => `<http://127.0.0.1:9${pathOf(url)}>; rel="next"`],
  ];

  it.each(spellings)('is found %s, and asked of the same Hub with the token', async (_, write) => {
    await using hubs = await hubFixture({ repositories, pageSize: 2 });
    hubs.fake.faults.add({ match: /api\/models/, fault: { kind: 'next-link', write } });
    const asked: string[] = [];
    const client = hubs.hub({ token: 'hf_test' });
    const fetch = (url: string, init: RequestInit) => {
      asked.push(url);
      return client.fetch(url, init);
    };
    const hub = { ...client, fetch };
    expect((await listModels({ hub, tags, signal: never })).map(({ id }) => id)).toEqual(ids);
    expect(asked.map((url) => new URL(url).origin)).toEqual(Array(3).fill(hubs.fake.endpoint));
    expect(hubs.fake.requests.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill('Bearer hf_test'));
  });

  it('lies in the folder of a mirror that is one', async () => {
    await using hubs = await hubFixture({ repositories, pageSize: 2 });
    const write = (url: string) => `<${otherHub}${pathOf(url)}>; rel="next"`;
    hubs.fake.faults.add({ match: /api\/models/, fault: { kind: 'next-link', write } });
    const endpoint = `${hubs.fake.endpoint}/mirrors/hf`;
    const client = hubs.hub({ endpoint });
    const asked: string[] = [];
    // What a proxy before the Hub does: takes the folder off.
    const fetch = (url: string, init: RequestInit) => {
      asked.push(url);
      return client.fetch(url.replace('/mirrors/hf', ''), init);
    };
    expect(await listModels({ hub: { ...client, fetch }, tags, signal: never })).toHaveLength(5);
    expect(asked.every((url) => url.startsWith(`${endpoint}/api/models?`))).toBe(true);
  });

  it.each([
    ['names itself', () => '<>; rel="next"'],
    ['leads in a circle', (url: string) => `<${url.replace(/cursor=[^&]*/, 'cursor=Mg')}>; rel="next"`],
  ])('ends where the link %s, and is told', async (_, write) => {
    await using hubs = await hubFixture({ repositories, pageSize: 2 });
    hubs.fake.faults.add({ match: /api\/models/, fault: { kind: 'next-link', write } });
    const { hub, warnings } = watched(hubs);
    const listed = await listModels({ hub, tags, signal: never });
    expect(ids).toEqual(expect.arrayContaining(listed.map(({ id }) => id)));
    const list = `${hubs.fake.endpoint}/api/models`;
    expect(warnings).toMatchObject([{ code: 'run-listing-cut', detail: { list, reason: 'loop' } }]);
    expect(hubs.fake.requests.length).toBeLessThan(4);
  });

  it.each([
    ['is not written by the rules', (url: string) => `${url}; rel="next"`],
    ['leads to no web address', () => '<file:///etc/passwd>; rel="next"'],
    ['is no address', () => '<http://[>; rel="next"'],
  ])('that %s is told: the list is not taken for whole', async (_, write) => {
    await using hubs = await hubFixture({ repositories, pageSize: 2 });
    hubs.fake.faults.add({ match: /api\/models/, fault: { kind: 'next-link', write } });
    const { hub, warnings } = watched(hubs);
    expect(await listModels({ hub, tags, signal: never })).toHaveLength(2);
    const detail = { reason: 'unreadable-link', pages: 1, entries: 2 };
    expect(warnings).toMatchObject([{ code: 'run-listing-cut', detail }]);
  });

  it('is not asked for without end', async () => {
    await using hubs = await hubFixture({ repositories, pageSize: 2 });
    let count = 0;
    const headers = () => ({ link: `<?cursor=${++count}>; rel=next` });
    const fetch = async () => new Response('[]', { headers: headers() });
    const { hub, warnings } = watched(hubs);
    expect(await listModels({ hub: { ...hub, fetch }, tags, signal: never })).toEqual([]);
    expect(count).toBe(maxPages);
    expect(warnings).toMatchObject([{ code: 'run-listing-cut', detail: { reason: 'too-long', pages: maxPages } }]);
  });
});

describe('an entry that cannot be read', () => {
  const bad: unknown[] = [
    null,
    7,
    'x',
    [],
    {},
    { id: 3 },
    { id: 'a/b', sha: 'short' },
    { id: '../..', sha: 'f'.repeat(40) },
  ];

  it('is left out and told, with the number of them', async () => {
    await using hubs = await hubFixture({ repositories, pageSize: 2 });
    const huge = { id: 'o/huge', sha: 'f'.repeat(40), tags: ['x'.repeat(1_000_000)] };
    const change = (entries: unknown[]) => [...bad, huge, ...entries];
    hubs.fake.faults.add({ match: /api\/models/, fault: { kind: 'entries', change }, times: 1 });
    const { hub, warnings } = watched(hubs);
    expect((await listModels({ hub, tags, signal: never })).map(({ id }) => id)).toEqual(ids);
    const detail = { list: `${hubs.fake.endpoint}/api/models`, count: 9 };
    expect(warnings).toEqual([{ code: 'run-listing-entries-skipped', detail }]);
  });

  it('may lack what only orders the maps', async () => {
    await using hubs = await hubFixture({ repositories });
    const bare = { id: 'o/bare', sha: 'f'.repeat(40), tags: null, downloads: null, lastModified: 'yesterday' };
    hubs.fake.faults.add({ match: /api\/models/, fault: { kind: 'entries', change: () => [bare] } });
    const listed = await listModels({ hub: hubs.hub(), tags, signal: never });
    expect(listed).toEqual([{ ...bare, tags: [], downloads: 0, likes: 0, lastModified: null }]);
  });

  it('of the files of a dataset is told, and the list is asked for again the next time', async () => {
    const dataset = makeDataset('o/d', { files: { 'a.csv': 'text,label\n', 'b.csv': 'text,label\n' } });
    await using hubs = await hubFixture({ repositories: [dataset] });
    const change = ([_, ...others]: unknown[]) => [{ type: 'file', path: 'a.csv', size: -1, oid: 'x' }, ...others];
    hubs.fake.faults.add({ match: /tree/, fault: { kind: 'entries', change }, times: 1 });
    const { hub, warnings } = watched(hubs);
    const list = () => listDatasetFiles({ hub, id: 'o/d', commit: dataset.commit, signal: never });
    expect((await list()).map(({ path }) => path)).toEqual(['b.csv']);
    expect(warnings).toMatchObject([{ code: 'run-listing-entries-skipped', detail: { count: 1 } }]);
    expect((await list()).map(({ path }) => path)).toEqual(['a.csv', 'b.csv']);
  });

  it('of a search is left out', async () => {
    const dataset = makeDataset('o/d', { files: { 'a.csv': 'text,label\n' } });
    await using hubs = await hubFixture({ repositories: [dataset] });
    const change = (entries: unknown[]) => [...bad.slice(0, 6), ...entries];
    hubs.fake.faults.add({ match: /api\/datasets/, fault: { kind: 'entries', change } });
    expect(await searchDatasets({ hub: hubs.hub(), text: 'd', signal: never })).toMatchObject([{ id: 'o/d' }]);
  });

  it.each([{ error: 'x' }, null, 'text', 5])('a list that is %o is a problem', async (value) => {
    await using hubs = await hubFixture({ repositories });
    hubs.fake.faults.add({ match: /api\/models/, fault: { kind: 'entries', change: () => value } });
    const problem = await problemOf(listModels({ hub: hubs.hub(), tags, signal: never }));
    expect(problem).toMatchObject({ code: 'hub-bad-response', url: `${hubs.fake.endpoint}/api/models` });
  });
});
