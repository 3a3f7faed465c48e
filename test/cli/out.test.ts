import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { runBuilt } from './built.ts';

// `--out` of the shipped bundle: what can be seen beforehand is seen before the Hub is asked anything.

const root = join(import.meta.dirname, '../..');
const dataset = join(root, 'samples/datasets/package-use.csv');
const rank = ['rank', dataset, '--model', 'samples/bert-tiny-debian', '--examples', '60', '--max-esms', '2', '--quiet'];
const toCsv = [...rank, '--format', 'csv'];

let hub: FakeHub;
let folder: string;
let env: Record<string, string>;

beforeEach(async () => {
  hub = await startFakeHub({ folder: join(root, 'samples/hub') });
  folder = mkdtempSync(join(tmpdir(), 'itr-out-'));
  env = { HF_ENDPOINT: hub.endpoint, HF_HOME: join(folder, 'hf'), XDG_CACHE_HOME: join(folder, 'cache') };
});
afterEach(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('rank --out', () => {
  it('says in two lines what is wrong with the name, exit 2, before any request', async () => {
    const plain = join(folder, 'plain');
    writeFileSync(plain, 'text');
    const copy = join(folder, 'copy.csv');
    writeFileSync(copy, readFileSync(dataset));
    const wrong: [string[], string][] = [
      [toCsv.concat('--out', join(plain, 'x.csv')), `${plain} is a file, not a folder.`],
      [toCsv.concat('--out', join(folder, 'none/x.csv')), `there is no folder ${join(folder, 'none')}.`],
      [toCsv.concat('--out', folder), `${folder} is a folder; a result is written to a file.`],
      [toCsv.concat('--out', join(folder, 'x'.repeat(300))), 'the name is too long.'],
      [['rank', copy, ...toCsv.slice(2), '--out', copy], `${copy} is read for this result`],
      [['merge', copy, '--out', copy], `${copy} is read for this result`],
      [['merge', copy, '--out', join(plain, 'x')], `${plain} is a file, not a folder.`],
    ];
    for (const [args, sentence] of wrong) {
      const { code, stdout, stderr } = await runBuilt(args, env);
      expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 2, stdout: '', lines: 3 });
      expect(stderr).toContain(sentence);
      expect(stderr).toContain('with --out');
    }
    expect(readFileSync(copy)).toEqual(readFileSync(dataset));
    expect(hub.requests).toEqual([]);
  });

  it('/dev/stdout is standard output, also where that is a file', async () => {
    const expected = (await runBuilt(toCsv, env)).stdout;
    const inShell = async (script: string) =>
      (
        await promisify(execFile)('bash', ['-c', script], {
          cwd: root,
          env: { ...env, PATH: process.env.PATH, NODE: process.execPath },
        })
      ).stdout;
    const command = `"$NODE" dist/cli.js ${toCsv.map((arg) => `'${arg}'`).join(' ')}`;
    expect(await inShell(`${command} --out /dev/stdout`)).toBe(expected);
    expect(await inShell(`${command} --out >(cat) | cat`)).toBe(expected);
    const file = join(folder, 'redirected.csv');
    await inShell(`(echo before; ${command} --out /dev/stdout) > '${file}'`);
    expect(readFileSync(file, 'utf8')).toBe(`before\n${expected}`);
    await inShell(`${command} --out /dev/fd/3 3>>'${file}'`);
    expect(readFileSync(file, 'utf8')).toBe(`before\n${expected}${expected}`);
  });
});
