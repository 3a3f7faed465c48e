import { parquetMetadataAsync } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { inspectDataset } from '../../../src/dataset/inspection/inspect-dataset.ts';
import { makeDataset } from '../../fakes/hub/dataset-repository.ts';
import { labelledTexts, parquetContent } from '../../fakes/hub/parquet-content.ts';
import { beyondAnyTest, hubFixture, never, problemOf } from '../hub-fixture.ts';
import { contentRequests, open, ranges, read } from './dataset-fixture.ts';

const id = 'owner/texts';
const rows = labelledTexts(2000);
/** Five megabytes, of which text and label take some ten thousand bytes. */
const content = parquetContent(rows, 2500);
const large = makeDataset(id, { files: { 'README.md': '' }, converted: { 'default/train/0000.parquet': content } });

async function stretchOf(column: string): Promise<[number, number][]> {
  const { row_groups: groups } = await parquetMetadataAsync({
    byteLength: content.length,
    slice: (start, end) => new Uint8Array(content.subarray(start, end)).buffer,
  });
  const chunks = groups.flatMap((group) => group.columns.flatMap(({ meta_data: meta }) => meta ?? []));
  return chunks
    .filter((meta) => meta.path_in_schema[0] === column)
    .map((meta) => {
      const start = Number(meta.dictionary_page_offset ?? meta.data_page_offset);
      return [start, start + Number(meta.total_compressed_size)];
    });
}

describe('a dataset that the Hub has converted to Parquet', () => {
  it('is read with its class names, and says where the rows come from', async () => {
    await using fixture = await hubFixture({ repositories: [large] });
    const examples = await read(fixture.hub(), id);
    expect(examples.rowsRead).toBe(2000);
    expect(examples.classes).toEqual(['good', 'bad']);
    expect(new Set(rows.texts)).toContain(examples.texts[0]);
    expect(examples.split).toBe('train');
    const converted = large.branches?.get('refs/convert/parquet')?.commit;
    expect(examples.origin).toEqual({ config: 'default', revision: large.commit, converted });
  });

  it('moves only the footer and the needed columns', async () => {
    await using fixture = await hubFixture({ repositories: [large] });
    await read(fixture.hub(), id);
    const asked = ranges(fixture.fake);
    const footer = content.length - (1 << 16);
    const image = await stretchOf('image');
    for (const range of asked) {
      if (range === null) throw new Error('a whole file was asked for');
      const [first, last] = range;
      if (first >= footer) continue;
      expect(image.some(([start, end]) => first < end && start <= last)).toBe(false);
    }
    const bytes = asked.reduce((sum, range) => sum + (range === null ? 0 : range[1] - range[0] + 1), 0);
    expect(bytes).toBeLessThan(content.length / 20);
    // The footer, then text and label of each of two row groups; what the footer's request brought is not asked for again.
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('moves less than 200 KB of a file of 30 MB where the rest is a column that nobody needs', async () => {
    const heavy = parquetContent(labelledTexts(1000), 30_000, 500);
    expect(heavy.length).toBeGreaterThan(30e6);
    const repository = makeDataset(id, { converted: { 'default/train/0000.parquet': heavy } });
    await using fixture = await hubFixture({ repositories: [repository] });
    expect((await read(fixture.hub(), id)).rowsRead).toBe(1000);
    const sent = ranges(fixture.fake).map((range) => (range === null ? heavy.length : range[1] - range[0] + 1));
    expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(200_000);
  });

  it('is not asked for twice: neither by the second pass nor by the next run, nor offline', async () => {
    await using fixture = await hubFixture({ repositories: [large] });
    const first = await read(fixture.hub(), id);
    const before = contentRequests(fixture.fake).length;
    expect(await read(fixture.hub(), id)).toEqual(first);
    expect(contentRequests(fixture.fake).length).toBe(before);
    const requests = fixture.fake.requests.length;
    expect(await read(fixture.hub({ offline: true }), id)).toEqual(first);
    expect(fixture.fake.requests.length).toBe(requests);
  });

  it('gives the same sample from shards as from one file', async () => {
    const shards = Object.fromEntries(
      [0, 1, 2, 3].map((i) => [`default/train/000${i}.parquet`, parquetContent(labelledTexts(500, i * 500))]),
    );
    await using fixture = await hubFixture({
      repositories: [large, makeDataset('owner/shards', { converted: shards })],
    });
    const whole = await read(fixture.hub(), id);
    const { fingerprint, rowsRead } = await read(fixture.hub(), 'owner/shards');
    expect({ fingerprint, rowsRead }).toEqual({ fingerprint: whole.fingerprint, rowsRead: 2000 });
  });

  it('keeps small files whole in the cache that is shared with Python', async () => {
    const small = makeDataset('owner/small', { converted: { 'default/train/0000.parquet': parquetContent(rows) } });
    await using fixture = await hubFixture({ repositories: [small] });
    await read(fixture.hub(), 'owner/small');
    const commit = small.branches?.get('refs/convert/parquet')?.commit;
    expect(fixture.cacheFiles()).toContain(`datasets--owner--small/snapshots/${commit}/default/train/0000.parquet`);
    expect(fixture.cacheFiles()).toContain('datasets--owner--small/refs/refs/convert/parquet');
    expect(contentRequests(fixture.fake)).toHaveLength(1);
  });

  it('is inspected by its first rows', async () => {
    const shards = { 'default/train/0000.parquet': content, 'default/train/0001.parquet': content };
    await using fixture = await hubFixture({ repositories: [makeDataset(id, { converted: shards })] });
    const inspection = await inspectDataset({ source: await open(fixture.hub(), id), signal: never });
    expect(inspection.source).toBe(`hf:${id}`);
    expect(inspection.guess).toMatchObject({ textColumns: ['text'], labelColumn: 'label' });
  });

  it('survives a break in the middle of a part', async () => {
    await using fixture = await hubFixture({ repositories: [large] });
    fixture.fake.faults.add({ match: /xet-bridge/, fault: { kind: 'cut', bytes: 100, reset: true }, times: 2 });
    fixture.fake.faults.add({ match: /xet-bridge/, fault: { kind: 'status', status: 503 }, times: 1 });
    expect((await read(fixture.hub(), id)).rowsRead).toBe(2000);
  });

  it('ends when it is cancelled while a part does not come', async () => {
    await using fixture = await hubFixture({ repositories: [large] });
    fixture.fake.faults.add({ match: /xet-bridge/, fault: { kind: 'stall', bytes: 10 } });
    const abort = new AbortController();
    const reading = problemOf(read(fixture.hub({}, { idleBodyMs: beyondAnyTest }), id, { signal: abort.signal }));
    await expect.poll(() => contentRequests(fixture.fake).length).toBeGreaterThan(0);
    abort.abort();
    expect(await reading).toMatchObject({ code: 'run-cancelled' });
  });
});

describe('a server that gives whole files only', () => {
  it('is read by fetching the file once, where that is no large one', async () => {
    await using fixture = await hubFixture({ repositories: [large] });
    fixture.fake.faults.add({ match: /xet-bridge/, fault: { kind: 'ignore-range' } });
    expect((await read(fixture.hub(), id)).rowsRead).toBe(2000);
    const commit = large.branches?.get('refs/convert/parquet')?.commit;
    expect(fixture.cacheFiles()).toContain(`datasets--owner--texts/snapshots/${commit}/default/train/0000.parquet`);
  });
});
