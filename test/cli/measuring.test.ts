import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFineTuningCell } from '../../src/fine-tuning/read-fine-tuning-cell.ts';
import { type RankingDocument, rankingDocument } from '../../src/ranking/document.ts';
import { tasksToTry } from '../../src/ranking/shortlist.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { makeGain, makeTransfers } from '../transfers/make-transfers.ts';
import { runBuilt } from './built.ts';

// The bundled command line: from a ranking to the Python that measures, and back from what that wrote.

const samples = join(import.meta.dirname, '../../samples');
const dataset = join(samples, 'datasets/package-use.csv');
const model = 'samples/bert-tiny-debian';
const settings = [dataset, '--text', 'description', '--label', 'use', '--model', model, '--examples', '100', '--quiet'];
const folder = mkdtempSync(join(tmpdir(), 'itr-measuring-'));
let hub: FakeHub;
let document: RankingDocument;

beforeAll(async () => {
  hub = await startFakeHub({ folder: join(samples, 'hub') });
  const ended = await command('rank', ...settings, '--format', 'json', '--out', 'ranking.json');
  expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
  document = rankingDocument.parse(JSON.parse(readFileSync(join(folder, 'ranking.json'), 'utf8')));
}, 120_000);
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

function command(...args: string[]) {
  const env = { HF_ENDPOINT: hub.endpoint, HF_HOME: folder, XDG_CACHE_HOME: folder };
  return runBuilt(args, env, folder);
}

const mapsIn = (python: string) => [...python.matchAll(/^ {8}"map": "(.*)",$/gm)].map(([, map]) => map);

describe('esm-rank code', () => {
  it('writes Python for the tasks to try, which the editor reads back too', async () => {
    const { code, stdout, stderr } = await command('code', 'ranking.json');
    expect([code, stderr]).toEqual([0, '']);
    expect(mapsIn(stdout)).toEqual(tasksToTry(document).map(({ repo }) => repo));
    expect(readFineTuningCell(stdout)).toMatchObject({ base: model, dataset, text: ['description'], label: 'use' });
    expect(stdout).toContain(`TARGET_FINGERPRINT = "${document.target.fingerprint}"`);
    expect(stdout.endsWith('\n')).toBe(true);
  });

  it('takes so many tasks, or those named by name, map or rank, and writes to a file', async () => {
    const [first, second, third] = document.tasks;
    const three = await command('code', 'ranking.json', '--tasks', '3', '-o', 'measure.py');
    expect(three).toEqual({ code: 0, stdout: '', stderr: expect.stringMatching(/^Measures .+, .+, .+\. Run it in /) });
    expect(mapsIn(readFileSync(join(folder, 'measure.py'), 'utf8')).length).toBe(3);
    const named = ['--task', third?.taskId ?? '', '--task', first?.repo ?? '', '--task', '2'];
    const { stdout } = await command('code', 'ranking.json', ...named);
    expect(mapsIn(stdout)).toEqual([third?.repo, first?.repo, second?.repo]);
  });

  it.each([
    [['none.json'], 'esm-rank: There is no file none.json.\n'],
    [[dataset], 'package-use.csv is not JSON: '],
    [['other.json'], 'other.json is not a ranking: '],
    [['empty.json'], 'empty.json ranks no task, so there is none to fine-tune on first.\n'],
    [['ranking.json', '--task', 'debian-packages/usee'], 'Did you mean debian-packages/use?\n'],
    [['ranking.json', '--tasks', '0'], '--tasks'],
    [['ranking.json', '--tasks', '2', '--task', 'a'], '--tasks and --task cannot be used together'],
    [['ranking.json', '-o', 'ranking.json'], 'ranking.json'],
  ])('of %j says what is wrong, and ends with 2', async (args, message) => {
    writeFileSync(join(folder, 'other.json'), '{"schema": 3}');
    writeFileSync(join(folder, 'empty.json'), JSON.stringify({ ...document, tasks: [] }));
    const { code, stdout, stderr } = await command('code', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('--transfers', () => {
  const measured = (fingerprint = document.target.fingerprint ?? '') => {
    const [first] = document.tasks;
    const target = { source: dataset, rows: 100, fingerprint, ranked: fingerprint };
    const gains = [makeGain({ map: first?.repo ?? null })];
    return JSON.stringify(makeTransfers({ target, model: { id: model, revision: null }, gains }));
  };

  it('shows what was measured: in the answer, the table and the document', async () => {
    writeFileSync(join(folder, 'package-use.transfers.json'), measured());
    const table = await command('rank', ...settings, '--transfers', 'package-use.transfers.json');
    expect([table.code, table.stderr]).toEqual([0, '']);
    expect(table.stdout).toMatch(/^Rank .* Measured +Task/);
    expect(table.stdout).toMatch(/^Measured: \+3\.1 ± 0\.8 points with debian-packages\/\w+\. On 40 rows/m);
    const json = await command('rank', ...settings, '--transfers', 'package-use.transfers.json', '--format', 'json');
    const { tasks, measurement } = rankingDocument.parse(JSON.parse(json.stdout));
    expect(tasks[0]?.measured).toEqual({ gain: 0.031, spread: 0.008, seeds: 3 });
    expect(measurement).toEqual({ metric: 'accuracy', without: 0.617, trained: 160, tested: 40 });
  });

  it('ranks without it where it is of other rows, and says so', async () => {
    writeFileSync(join(folder, 'other.transfers.json'), measured('sha256:other'));
    const { code, stdout, stderr } = await command('rank', ...settings, '--transfers', 'other.transfers.json');
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/^Measured/m);
    expect(stderr).toMatch(/^What was measured, in other\.transfers\.json, is not shown: it is of other rows, of /);
  });

  it('is put to a ranking that is merged, not to its parts', async () => {
    writeFileSync(join(folder, 'package-use.transfers.json'), measured());
    for (const shard of ['1', '2']) {
      const ended = await command('rank', ...settings, '--shard', `${shard}/2`, '--out', `part-${shard}.json`);
      expect(ended.code).toBe(0);
    }
    const merged = await command('merge', 'part-1.json', 'part-2.json', '--transfers', 'package-use.transfers.json');
    expect(merged.stdout).toMatch(/^Measured: \+3\.1 ± 0\.8 points/m);
    const part = await command('rank', ...settings, '--shard', '1/2', '--transfers', 'package-use.transfers.json');
    expect([part.code, part.stdout]).toEqual([2, '']);
    expect(part.stderr).toContain('name --transfers where you merge');
  });

  it.each([
    ['none.transfers.json', 'There is no file none.transfers.json.\n'],
    ['ranking.json', 'ranking.json does not hold what fine-tuning gave: schema: '],
  ])('refuses %s before any work', async (file, message) => {
    const { code, stdout, stderr } = await command('rank', ...settings, '--transfers', file);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
