import { spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RankingDocument, rankingDocument } from '../../src/ranking/document.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';

// The shipped bundle ranks a dataset that comes from a pipe as it ranks the file.

const root = join(import.meta.dirname, '../..');
const samples = join(root, 'samples');

let hub: FakeHub;
let folder: string;

beforeAll(async () => {
  hub = await startFakeHub({ folder: join(samples, 'hub') });
  folder = mkdtempSync(join(tmpdir(), 'itr-rank-stdin-'));
});
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The document of `rank`; `piped`: the file on standard input, in pieces as a pipe brings them. */
async function rank(dataset: string, options: readonly string[], piped: string | null): Promise<RankingDocument> {
  const args = ['rank', dataset, ...options, '--model', 'samples/bert-tiny-debian', '--examples', '100', '--seed', '3'];
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args, '--format', 'json', '--quiet'], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: '/nonexistent',
      HF_ENDPOINT: hub.endpoint,
      HF_HOME: join(folder, 'hf'),
      XDG_CACHE_HOME: join(folder, 'cache'),
    },
  });
  if (piped === null) child.stdin.end();
  else createReadStream(piped, { highWaterMark: 1000 }).pipe(child.stdin);
  const [stdout, stderr] = await Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
  expect(Buffer.concat(stderr).toString()).toBe('');
  return rankingDocument.parse(JSON.parse(Buffer.concat(stdout).toString()));
}

/** What two runs over the same rows have in common: all but when, how long and from where. */
function comparable({ created, timings, target, ...others }: RankingDocument) {
  const { source, ...sameTarget } = target;
  return { ...others, target: sameTarget };
}

describe('rank -', () => {
  it.each([
    ['csv', 'package-use.csv', ['--text', 'description', '--label', 'use']],
    ['jsonl', 'package-size.jsonl', ['--text', 'description', '--task', 'regression']],
    ['parquet', 'verb-category.parquet', ['--text', 'definition', '--label', 'category']],
  ])('equals rank of the file: %s', async (format, name, options) => {
    const file = join(samples, 'datasets', name);
    const ofFile = await rank(file, options, null);
    const ofPipe = await rank('-', ['--input-format', format, ...options], file);
    expect(ofPipe.target.source).toBe('-');
    expect(comparable(ofPipe)).toEqual(comparable(ofFile));
    expect(ofPipe.tasks.length).toBe(33);
  });
});
