import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { type HubFixture, hubFixture, never } from './hub-fixture.ts';

const script = join(import.meta.dirname, 'fetch-in-process.ts');
const weights = Buffer.from(Array.from({ length: 400_000 }, (_, i) => (i * 31) % 251));
const contents = { 'config.json': '{"a": 1}', 'model.safetensors': weights };
const repository = makeRepository('model', 'owner/name', contents);

const weightsDigest = createHash('sha256').update(weights).digest('hex');

/** How many processes are killed, two at a time in one cache. */
const kills = 50;

describe('processes that are killed while they download', () => {
  it('never leave a wrong blob, and the next one completes', { timeout: 600_000 }, async () => {
    await using hubs = await hubFixture({ repositories: [repository] });
    // 400 kB at 16 kB in 10 ms: the weights are under way for a quarter of a second.
    hubs.fake.faults.add({ match: /xet-bridge/, fault: { kind: 'slow', bytes: 16_000 } });
    let midway = 0;
    const killHalf = async () => {
      for (let i = 0; i < kills / 2; i++) {
        await killedMidway(hubs, Math.random() * 250);
        if (hubs.cacheFiles().some((name) => name.endsWith('.incomplete'))) midway += 1;
        expectRightBlobs(hubs);
        // Where one came to its end, there would be nothing left to fetch.
        // The other one's process may be writing there.
        const snapshots = join(hubs.cacheFolder, 'models--owner--name/snapshots');
        rmSync(snapshots, { recursive: true, force: true, maxRetries: 20 });
        rmSync(join(hubs.cacheFolder, 'models--owner--name/blobs', weightsDigest), { force: true });
      }
    };
    await Promise.all([killHalf(), killHalf()]);
    expect(midway).toBeGreaterThan(0);
    for (const [path, content] of Object.entries(contents)) {
      const file = { repo: repository.id, revision: repository.commit, path, limitBytes: 1e9, signal: never };
      expect(readFileSync((await resolveFile({ hub: hubs.hub(), ...file })) ?? '').equals(Buffer.from(content))).toBe(
        true,
      );
    }
  });
});

/** Starts a process that downloads, and kills it `afterMs` after it began to fetch the weights. */
async function killedMidway({ fake, cacheFolder }: HubFixture, afterMs: number): Promise<void> {
  const begun = () => fake.requests.filter(({ host }) => host === 'localhost').length;
  const before = begun();
  const child = spawn(process.execPath, [script, fake.endpoint, cacheFolder, repository.commit], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  while (begun() === before && child.exitCode === null) await delay(5);
  await Promise.race([delay(afterMs), ended]);
  child.kill('SIGKILL');
  await ended;
}

/** Every file under the name of a digest has that digest. */
function expectRightBlobs({ cacheFolder, cacheFiles }: HubFixture): void {
  for (const name of cacheFiles()) {
    const etag = /blobs\/([0-9a-f]+)$/.exec(name)?.[1];
    if (etag === undefined) continue;
    const content = readFileSync(join(cacheFolder, name));
    const git = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
    expect([git, createHash('sha256').update(content).digest('hex')]).toContain(etag);
  }
}
