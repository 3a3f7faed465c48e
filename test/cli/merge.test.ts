import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RankingDocument, rankingDocument } from '../../src/ranking/document.ts';
import { toJson } from '../../src/ranking/export/json.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { type Ended, runBuilt } from './built.ts';

// The shipped bundle: a ranking in three parts, each on a machine with a cache of its own.

const samples = join(import.meta.dirname, '../../samples');
const dataset = join(samples, 'datasets/package-use.csv');
const model = 'samples/bert-tiny-debian';
const settings = ['--text', 'description', '--label', 'use', '--model', model, '--examples', '150', '--quiet'];
// One map that the Hub does not have: it belongs to one part, as every other.
const esms = 'samples/ESM_debian__use,samples/ESM_debian__none';

let hub: FakeHub;
let folder: string;

beforeAll(async () => {
  hub = await startFakeHub({ folder: join(samples, 'hub') });
  folder = mkdtempSync(join(tmpdir(), 'itr-merge-'));
}, 60_000);
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command line on one of the machines, in the folder of this test. */
function on(machine: string, args: readonly string[]): Promise<Ended> {
  const home = join(folder, machine);
  const env = { HF_ENDPOINT: hub.endpoint, HF_HOME: join(home, 'hf'), XDG_CACHE_HOME: join(home, 'cache') };
  return runBuilt(args, env, folder);
}

const part = (shard: string, file: string, ...args: string[]) =>
  on(`machine-${shard[0]}`, ['rank', dataset, ...settings, ...args, '--shard', shard, '--out', file]);
const merge = (...args: string[]) => on('machine-1', ['merge', ...args]);
const read = (file: string) => rankingDocument.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
const withoutTimes = (document: RankingDocument) => toJson({ ...document, created: null, timings: null });

describe('a ranking in three parts', () => {
  beforeAll(async () => {
    for (const shard of [1, 2, 3]) {
      expect(await part(`${shard}/3`, `part-${shard}.json`)).toEqual({ code: 0, stdout: '', stderr: '' });
    }
    const whole = await on('machine-4', ['rank', dataset, ...settings, '--format', 'json', '--out', 'whole.json']);
    expect(whole).toEqual({ code: 0, stdout: '', stderr: '' });
  }, 120_000);

  it('each part holds its share and says which it is; no machine fetched the maps of another', () => {
    const parts = [1, 2, 3].map((shard) => read(`part-${shard}.json`));
    expect(parts.map(({ tasks }) => tasks.length)).toEqual([11, 11, 11]);
    expect(parts.map((document) => document.part)).toMatchObject([
      { shard: 1, shards: 3, requested: 33 },
      { shard: 2, shards: 3, requested: 33 },
      { shard: 3, shards: 3, requested: 33 },
    ]);
    const weights = hub.requests.filter(({ url }) => /ESM_[^ ]*\/resolve.*model\.safetensors/.test(url));
    expect(weights.length).toBe(33 + 33);
  });

  it('merges to what one run writes, in any order, but for its times', async () => {
    const { code, stdout, stderr } = await merge('part-3.json', 'part-1.json', 'part-2.json', '--format', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Merged 3 parts: 33 of 33 maps ranked.\n' });
    expect(withoutTimes(rankingDocument.parse(JSON.parse(stdout)))).toBe(withoutTimes(read('whole.json')));
  });

  it.each(['table', 'csv', 'md', 'html'])('writes --format %s', async (format) => {
    await merge('part-*.json', '--format', 'json', '--out', 'merged.json');
    expect((await merge('part-*.json', '--format', format, '--out', `merged.${format}`)).code).toBe(0);
    expect(readFileSync(join(folder, `merged.${format}`), 'utf8')).toContain('debian-packages/use');
  });

  it('shows only the best with --top', async () => {
    const { stdout } = await merge('part-*.json', '--top', '1', '--quiet');
    expect(stdout).toContain('29 more tasks');
  });

  it('lists what is missing, and merges what is there with --partial', async () => {
    const refused = await merge('part-2.json');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toBe(
      'esm-rank: Of 3 parts, 2 are missing: 1, 3.\n  Run what is missing (--shard 1/3), or say --partial to merge what is there.\n',
    );
    const { code, stdout, stderr } = await merge('part-2.json', '--partial', '--format', 'json');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'Merged 1 part: 11 of 33 maps ranked; the ranking is partial.\n',
    });
    expect(JSON.parse(stdout)).toMatchObject({ partial: true, coverage: { scored: 11, requested: 33 } });
  });

  it('refuses a part of another run, and names the field and both files', async () => {
    await part('2/3', 'other.json', '--seed', '7');
    const { code, stderr } = await merge('part-1.json', 'other.json', 'part-3.json');
    expect(code).toBe(2);
    expect(stderr).toContain(
      'part-1.json and other.json are not parts of one run: target.seed is 42 in the first and 7',
    );
  });

  it('refuses what is no part', async () => {
    writeFileSync(join(folder, 'cut.json'), readFileSync(join(folder, 'part-1.json'), 'utf8').slice(0, 1000));
    writeFileSync(join(folder, 'later.json'), '{"schema":"intermediate-task-ranking/2"}');
    writeFileSync(join(folder, 'other.json'), '[]');
    const cases = [
      ['none.json', 'none.json cannot be read'],
      ['cut.json', 'cut.json is not JSON'],
      ['later.json', 'intermediate-task-ranking/2'],
      ['other.json', 'other.json is not a ranking'],
      ['whole.json', 'whole.json is a whole ranking'],
      ['part-1.json', 'both part 1 of 3'],
    ] as const;
    for (const [file, words] of cases) {
      const { code, stdout, stderr } = await merge('part-1.json', file);
      expect({ file, code, stdout }).toEqual({ file, code: 2, stdout: '' });
      expect(stderr).toContain(words);
      expect(stderr).not.toContain('    at ');
    }
  });
}, 60_000);

describe('parts of parts', () => {
  it('a map that is lost belongs to one part, and a part may be empty', async () => {
    for (let shard = 1; shard <= 3; shard += 1) {
      expect((await part(`${shard}/3`, `named-${shard}.json`, '--esms', esms)).code).toBe(0);
    }
    const whole = await on('machine-4', ['rank', dataset, ...settings, '--esms', esms, '--format', 'json']);
    const { code, stdout } = await merge('named-*.json', '--format', 'json');
    expect(code).toBe(0);
    const document = rankingDocument.parse(JSON.parse(stdout));
    expect(document.skipped.map(({ repo }) => repo)).toEqual(['samples/ESM_debian__none']);
    expect(withoutTimes(document)).toBe(withoutTimes(rankingDocument.parse(JSON.parse(whole.stdout))));
  });

  it('the first so many maps are the same, whatever each machine has in its cache', async () => {
    for (const shard of ['1/2', '2/2']) await part(shard, `few-${shard[0]}.json`, '--max-esms', '5');
    const { code, stdout } = await merge('few-1.json', 'few-2.json', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ coverage: { scored: 5, requested: 5, available: 33 } });
  });

  it('a recipe can be spread too', async () => {
    const lines = [
      `dataset: ${dataset}`,
      'text: description',
      'label: use',
      `model: ${model}`,
      'max-esms: 3',
      'top: 1',
    ];
    writeFileSync(join(folder, 'recipe.yaml'), `rank:\n${lines.map((line) => `  ${line}\n`).join('')}`);
    const { code, stdout } = await on('machine-1', ['rank', '--recipe', 'recipe.yaml', '--shard', '1/1', '--quiet']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ part: { shard: 1, shards: 1, requested: 3 }, tasks: [{}, {}, {}] });
  });

  it.each(['0/3', '4/3', 'a/b'])('--shard %s is no share', async (shard) => {
    const { code, stderr } = await part(shard, 'bad.json');
    expect(code).toBe(2);
    expect(stderr).toContain('expected i/n');
  });

  it('a part is JSON only', async () => {
    const { code, stderr } = await part('1/2', 'bad.csv', '--format', 'csv');
    expect(code).toBe(2);
    expect(stderr).toContain('--shard writes JSON');
  });

  it('merge says what it takes', async () => {
    expect((await merge()).code).toBe(2);
    const { code, stdout } = await merge('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('Example:');
  });
}, 60_000);
