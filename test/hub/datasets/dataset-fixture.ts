import { readExamples } from '../../../src/dataset/examples/read-examples.ts';
import { byteShare } from '../../../src/dataset/formats/parquet/byte-share.ts';
import { openHubDataset } from '../../../src/dataset/sources/hub/open-hub-dataset.ts';
import type { Hub } from '../../../src/hub/hub.ts';
import type { FakeHub, SeenRequest } from '../../fakes/hub/start-fake-hub.ts';
import { never } from '../hub-fixture.ts';

type Wanted = Partial<Parameters<typeof openHubDataset>[0]>;

/** A split of a dataset, opened. */
export function open(hub: Hub, id: string, wanted: Wanted = {}) {
  return openHubDataset({ hub, id, signal: never, byteShare, ...wanted });
}

/** A sample of it, by its columns `text` and `label`. */
export async function read(hub: Hub, id: string, wanted: Wanted = {}) {
  const source = await open(hub, id, wanted);
  return readExamples({ source, textColumns: ['text'], labelColumn: 'label', signal: wanted.signal ?? never });
}

/** Requests for content, that is to the storage or the content route of the Hub. */
export function contentRequests({ requests }: FakeHub): SeenRequest[] {
  return requests.filter(({ host, url }) => host === 'localhost' || url.startsWith('/api/resolve-cache/'));
}

/** First and last byte that each request for content asked for; null: all. */
export function ranges(fake: FakeHub): ([number, number] | null)[] {
  return contentRequests(fake).map(({ headers }) => {
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    return start === undefined ? null : [Number(start), Number(end)];
  });
}
