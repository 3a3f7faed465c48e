import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchEsm } from '../../src/esm/fetch-esm.ts';
import { hubFixture, never, problemOf } from '../hub/hub-fixture.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'itr-esm-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(['config.json', 'model.safetensors'])(
  'a map in a folder is not read where its %s is too large',
  async (path) => {
    await using hubs = await hubFixture({});
    for (const name of ['config.json', 'model.safetensors']) writeFileSync(join(folder, name), '{}');
    // Takes no room on the disk.
    truncateSync(join(folder, path), 5e9);
    const esm = { repo: './esm', revision: 'local', tags: [], downloads: 0, folder };
    const problem = await problemOf(fetchEsm({ hub: hubs.hub(), esm, dimension: 128, signal: never }));
    expect(problem).toMatchObject({ code: 'esm-file-too-large', repo: './esm', path, bytes: 5e9 });
  },
);
