import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { writeSampleMap } from '../engine/publishing/publish-fixture.ts';
import { sampleHub } from '../engine-fixture.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { runBuilt, startBuilt, stopWaiting } from './built.ts';

// Checking and publishing by the shipped bundle, run as a user runs it.

const repo = 'tester/ESM_owner__task';
const token = 'hf_SecretOfTheTest';

let hub: FakeHub;
let folder: string;
let map: string;
let env: Record<string, string>;

beforeEach(async () => {
  const accounts = [
    { token, name: 'tester' },
    { token: 'hf_ReadOfTheTest', name: 'tester', role: 'read' as const },
  ];
  hub = await startFakeHub({ folder: sampleHub, accounts });
  folder = mkdtempSync(join(tmpdir(), 'itr-publish-'));
  map = join(folder, 'my-map');
  await writeSampleMap(map);
  env = {
    HF_ENDPOINT: hub.endpoint,
    HF_HOME: join(folder, 'hf'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    HF_TOKEN: token,
  };
});
afterEach(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

const publish = (args: readonly string[], more: Record<string, string> = {}) =>
  runBuilt(['publish', ...args], { ...env, ...more });
const check = (...args: string[]) => runBuilt(['check', ...args], { ...env, HF_TOKEN: '' });
const isThere = () => hub.state.repositories.has(`model/${repo}`);

describe('esm-rank publish', () => {
  it('shows with --dry-run what would be made public and where', async () => {
    const { code, stdout } = await publish([map, '--repo', repo, '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toBe(`Repository: ${repo} (new), ${hub.endpoint}/${repo}
Visibility: public
Account: tester
Licence: apache-2.0
Map: owner/task, of the base model samples/bert-tiny-debian
File: README.md, ${size('README.md')}, new
File: config.json, ${size('config.json')}, new
File: model.safetensors, 66.2 kB, new
Commit: Add the Embedding Space Map of owner/task
`);
    expect(isThere()).toBe(false);
  });

  it('publishes nothing where nobody can be asked', async () => {
    const { code, stderr } = await publish([map, '--repo', repo]);
    expect(code).toBe(2);
    expect(stderr).toContain('Nobody has agreed to publishing tester/ESM_owner__task.\n  Say --yes');
    expect(isThere()).toBe(false);
  });

  it('publishes with --yes, says that the map is found, and is ranked at once', async () => {
    const { code, stdout, stderr } = await publish([map, '--repo', repo, '--yes']);
    expect(stderr).toContain('Visibility: public');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Published README\.md, config\.json, model\.safetensors in one commit \([0-9a-f]{7}\): http/,
    );
    expect(stdout).toContain('The Hub lists it among the maps of samples/bert-tiny-debian');
    const again = await publish([map, '--repo', repo]);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('holds these files already');
    const listed = await runBuilt(['esms', '--model', 'samples/bert-tiny-debian', '--format', 'json'], env);
    expect(listed.stdout).toContain(repo);
    expect((await check(repo)).code).toBe(0);
  });

  it('gives what was published as JSON', async () => {
    const { stdout } = await publish([map, '--repo', repo, '--yes', '--private', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ repo, visibility: 'private', found: true });
  });

  it('gives a map without a card its tags with --repair', async () => {
    await publish([map, '--repo', repo, '--yes']);
    const stored = hub.state.repositories.get(`model/${repo}`);
    stored?.files.delete('README.md');
    stored?.tags.splice(0);
    expect((await check(repo)).stdout).toContain('There is no README.md');
    const asked = await publish(['--repair', repo]);
    expect(asked.stderr).toContain('new\n+ ---\n+ license: apache-2.0\n');
    expect(asked.stderr).toContain('+ tags:\n+   - embedding_space_map\n');
    expect(asked.stderr).toContain('+ # Embedding Space Map: owner/task\n');
    const { code, stdout } = await publish(['--repair', repo, '--yes']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Published README\.md in one commit/);
    expect((await check(repo)).code).toBe(0);
  });

  it.each<[string, string[], Record<string, string>, number, string]>([
    ['no token', [], { HF_TOKEN: '' }, 2, 'Publishing to'],
    ['a token that may only read', [], { HF_TOKEN: 'hf_ReadOfTheTest' }, 2, 'has no right to write'],
    ['a token that is none', [], { HF_TOKEN: 'hf_NoneOfTheTest' }, 4, 'does not accept the token'],
    [
      'the name of somebody else',
      ['--repo', 'other/x'],
      {},
      2,
      'tester may not publish under "other".\n  It may under: tester',
    ],
    ['a name that the Hub does not take', ['--repo', 'tester/x.git'], {}, 2, 'no ".git" at the end'],
    ['a name without an owner', ['--repo', 'x'], {}, 2, 'Did you mean "tester/x"?'],
    ['--repair with a folder', ['--repair', repo], {}, 2, '--repair names the repository'],
  ])('ends in order with %s', async (_, args, more, expected, said) => {
    const { code, stdout, stderr } = await publish([map, '--repo', repo, '--yes', ...args], more);
    expect(stderr).toContain(said);
    expect(code).toBe(expected);
    expect(stdout).toBe('');
    expect(stdout + stderr).not.toContain('OfTheTest');
  });

  it('says after a break in the middle that the command can be repeated, which it can', async () => {
    hub.faults.add({ match: /PUT \/lfs/, fault: { kind: 'status', status: 400, message: `no ${token}` } });
    const broken = await publish([map, '--repo', repo, '--yes']);
    expect(broken.code).toBe(4);
    expect(broken.stderr).toContain('Run the same command again: what is there is not sent twice.');
    expect(broken.stdout + broken.stderr).not.toContain('OfTheTest');
    hub.faults.clear();
    expect((await publish([map, '--repo', repo, '--yes'])).code).toBe(0);
    expect(hub.state.repositories.get(`model/${repo}`)?.files.get('config.json')?.read()).toEqual(
      readFileSync(join(map, 'config.json')),
    );
  });
});

describe('esm-rank publish that is stopped', () => {
  it('ends at once, says that it can be repeated, and can', async () => {
    hub.faults.add({ match: /PUT \/lfs/, fault: { kind: 'stall' } });
    const started = startBuilt(['publish', map, '--repo', repo, '--yes'], env);
    await expect.poll(() => hub.requests.some(({ method }) => method === 'PUT')).toBe(true);
    const stopped = await stopWaiting(started, 'SIGINT');
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain('Run the same command again');
    expect(isThere()).toBe(true);
    hub.faults.clear();
    expect((await publish([map, '--repo', repo, '--yes'])).code).toBe(0);
    expect((await check(repo)).code).toBe(0);
  });

  it('by a kill between the commit and its answer finds all there', async () => {
    hub.faults.add({ match: /POST .*\/commit\//, fault: { kind: 'lost-answer' } });
    const started = startBuilt(['publish', map, '--repo', repo, '--yes'], env);
    await expect.poll(() => hub.state.earlier.size).toBe(1);
    started.signal('SIGKILL');
    await started.ended;
    hub.faults.clear();
    const again = await publish([map, '--repo', repo, '--yes']);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('holds these files already');
  });
});

describe('esm-rank check', () => {
  it('tells of a map that all is well', async () => {
    const { code, stdout } = await check(map);
    expect(stdout).toBe(`${map}: a map that is found and ranked, here and by hfselect.\n`);
    expect(code).toBe(0);
  });

  it('tells what is missing, and repairs it with --fix', async () => {
    rmSync(join(map, 'README.md'));
    const found = await check(map);
    expect(found.code).toBe(2);
    expect(found.stdout).toContain('ranked, but not found by its tags once published.\n  There is no README.md');
    const fixed = await check(map, '--fix');
    expect(fixed.code).toBe(0);
    expect(fixed.stdout).toContain('Written anew: README.md.');
    expect(readFileSync(join(map, 'README.md'), 'utf8')).toContain('- embedding_space_map');
  });

  it('writes nothing with --fix into the folder of what is no map', async () => {
    const model = join(folder, 'model');
    cpSync(join(sampleHub, '../training/bert-tiny-debian-use'), model, { recursive: true });
    const before = readFileSync(join(model, 'config.json'), 'utf8');
    const { code, stdout } = await check(model, '--fix');
    expect(code).toBe(2);
    expect(stdout).not.toContain('Written anew');
    expect(stdout).toMatch(/its tensors are .* and \d+ more/);
    expect(readFileSync(join(model, 'config.json'), 'utf8')).toBe(before);
    expect(existsSync(join(model, 'README.md'))).toBe(false);
  });

  it('takes no empty name, which would be the folder that one is in', async () => {
    for (const ended of [await check(''), await publish(['', '--repo', repo])]) {
      expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('it is empty')]);
    }
  });

  it('goes on after a map that cannot be looked at', async () => {
    const { code, stdout, stderr } = await check('tester/none', map, '--format', 'json');
    expect(stderr).toContain('The Hub has no model "tester/none"');
    expect(code).toBe(4);
    const checks = z.array(z.object({ name: z.string() })).parse(JSON.parse(stdout));
    expect(checks.map(({ name }) => name)).toEqual([map]);
  });

  it('ends with 2 for a folder that is not there, and with 4 for what the Hub does not have', async () => {
    const missing = await check(join(folder, 'none'));
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('There is no folder')]);
    expect((await check('tester/none')).code).toBe(4);
    expect((await check('--help')).stdout).toContain('and with 4 where the Hub');
  });

  it('finds the sample maps of the reference well', async () => {
    const { code, stdout } = await check('samples/ESM_debian__use', 'samples/ESM_wordnet__synonyms');
    expect(stdout.match(/a map that is found and ranked/g)?.length).toBe(2);
    expect(code).toBe(0);
  });

  it('repairs nothing that is on the Hub', async () => {
    const { code, stderr } = await check('samples/ESM_debian__use', '--fix');
    expect(code).toBe(2);
    expect(stderr).toContain('esm-rank publish --repair samples/ESM_debian__use');
  });
});

function size(name: string): string {
  const { length } = readFileSync(join(map, name));
  return length < 1000 ? `${length} bytes` : `${(length / 1000).toFixed(1)} kB`;
}
