import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tidyRanges } from '../../../src/hub/ranges/range-cache.ts';
import { type HubFixture, hubFixture } from '../hub-fixture.ts';

const day = 86_400;
const now = Date.now() / 1000;

/** A part of a file, as old as said; empty, as parts are counted by their names. */
function put({ cacheFolder }: HubFixture, digest: string, name: string, days: number): string {
  const folder = join(dirname(cacheFolder), 'answers/ranges', digest);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), '');
  utimesSync(join(folder, name), now - days * day, now - days * day);
  utimesSync(folder, now - days * day, now - days * day);
  return folder;
}

describe('tidyRanges', () => {
  it('removes the parts that were used least recently above 4 GB, and none of the files in use', async () => {
    await using fixture = await hubFixture({});
    const root = dirname(put(fixture, 'inuse', '0-3000000000', 9));
    put(fixture, 'older', '0-1500000000', 5);
    put(fixture, 'newer', '0-900000000', 3);
    await tidyRanges(fixture.hub(), ['inuse']);
    expect(readdirSync(root).sort()).toEqual(['inuse', 'newer']);
  });

  it('keeps all below that', async () => {
    await using fixture = await hubFixture({});
    const root = dirname(put(fixture, 'one', '0-1500000000', 90));
    put(fixture, 'two', '0-1500000000', 50);
    await tidyRanges(fixture.hub(), ['one']);
    expect(readdirSync(root).sort()).toEqual(['one', 'two']);
  });

  it('removes the parts of the same file at another commit, and of no other file', async () => {
    await using fixture = await hubFixture({});
    const root = dirname(put(fixture, 'models--o--map@2222@model.safetensors', '0-10', 0));
    put(fixture, 'models--o--map@1111@model.safetensors', '0-10', 0);
    put(fixture, 'models--o--map@1111@other.safetensors', '0-10', 0);
    put(fixture, 'models--o--map2@1111@model.safetensors', '0-10', 0);
    put(fixture, 'digest', '0-10', 0);
    await tidyRanges(fixture.hub(), ['models--o--map@2222@model.safetensors']);
    expect(readdirSync(root).sort()).toEqual([
      'digest',
      'models--o--map2@1111@model.safetensors',
      'models--o--map@1111@other.safetensors',
      'models--o--map@2222@model.safetensors',
    ]);
  });

  it('removes what a killed process left half-written, and nothing that may still be written', async () => {
    await using fixture = await hubFixture({});
    const folder = put(fixture, 'inuse', '0-10.0123abcd.incomplete', 2);
    put(fixture, 'inuse', '10-20.0123abcd.incomplete', 0);
    put(fixture, 'inuse', '20-30', 2);
    await tidyRanges(fixture.hub(), ['inuse']);
    expect(readdirSync(folder).sort()).toEqual(['10-20.0123abcd.incomplete', '20-30']);
  });
});
