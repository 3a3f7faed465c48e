import { execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rankingDocument } from '../../src/ranking/document.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { runBuilt, startBuilt, stopWaiting } from './built.ts';

// What a machine can do to the shipped bundle: stop it at any moment, take its disk, its home, its rights.

const root = join(import.meta.dirname, '../..');
const samples = join(root, 'samples');
const dataset = join(samples, 'datasets/package-use.csv');
const model = 'samples/bert-tiny-debian';
const rank = ['rank', dataset, '--text', 'description', '--label', 'use', '--model', model, '--examples', '60'];
const few = [...rank, '--max-esms', '3', '--quiet'];

let hub: FakeHub;
let folder: string;
let env: Record<string, string>;

beforeEach(async () => {
  hub = await startFakeHub({ folder: join(samples, 'hub') });
  folder = mkdtempSync(join(tmpdir(), 'itr-hostile-'));
  env = { HF_ENDPOINT: hub.endpoint, HF_HOME: join(folder, 'hf'), XDG_CACHE_HOME: join(folder, 'cache') };
});
afterEach(async () => {
  await hub.stop();
  for (const name of ['hf', 'cache', '.']) allowWriting(join(folder, name));
  rmSync(folder, { recursive: true, force: true });
});

describe('stopped by a signal', () => {
  /** What never comes, so that the run waits in that stage. */
  const stages: [string, RegExp][] = [
    ['the model is looked up', /\/api\/models\/samples\/bert-tiny-debian\/revision/],
    ['the maps are listed', /\/api\/models\?/],
    ['the configuration of the model is fetched', /bert-tiny-debian.*config\.json/],
    ['the weights of the model are fetched', /xet-bridge.*bert-tiny-debian.*model\.safetensors/],
    ['maps are fetched', /xet-bridge.*ESM_.*model\.safetensors/],
  ];
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];
  it.each(stages.flatMap(([stage, match]) => signals.map((name) => ({ stage, match, name }))))(
    '$name while $stage: 130 without waiting for it, one line, nothing half-written',
    async ({ match, name }) => {
      hub.faults.add({ match, fault: { kind: 'stall', bytes: 0 } });
      const out = join(folder, 'ranking.json');
      const run = startBuilt([...rank, '--quiet', '--format', 'json', '--out', out], env);
      await waitFor(() => hub.requests.some(({ method, url }) => match.test(`${method} ${url}`)));
      const { code, stdout, stderr } = await stopWaiting(run, name);
      expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 130, stdout: '', lines: 1 });
      expect(stderr).toContain('ancelled');
      expect(halfWritten()).toEqual([]);
      if (existsSync(out)) expect(rankingDocument.parse(JSON.parse(readFileSync(out, 'utf8'))).partial).toBe(true);
    },
  );
});

describe('no room and no rights', () => {
  it('a full disk behind stdout: one message, no stack', { skip: !existsSync('/dev/full') }, async () => {
    for (const args of [few, ['--help']]) {
      const { code, stderr } = await inShell(`"$NODE" dist/cli.js ${quoted(args)} > /dev/full`);
      expect({ code, stack: stderr.includes('    at ') }).toEqual({ code: 2, stack: false });
      expect(stderr).toContain('standard output could not be written');
    }
  });

  it(
    'a disk that is full while the cache is filled: 4, no torn blob, and the next run completes',
    needsMount,
    async () => {
      const first = await onSmallDisk(
        '300k',
        `HF_HOME="$DISK/hf" "$NODE" dist/cli.js ${quoted(few)}; code=$?
      find "$DISK" -name '*.incomplete' -o -name '*.tmp' | sed 's/^/left: /'; exit $code`,
      );
      expect({ code: first.code, left: first.stdout.includes('left:') }).toEqual({ code: 4, left: false });
      expect(first.stderr).toMatch(/disk .* is full/);
      expect((await runBuilt(few, env)).code).toBe(0);
    },
  );

  it(
    'a disk that is full where the result goes: 2, and neither a part of it nor a temporary file',
    needsMount,
    async () => {
      await runBuilt(few, env);
      const { code, stdout, stderr } = await onSmallDisk(
        '4k',
        `"$NODE" dist/cli.js ${quoted(few)} --format html --out "$DISK/x.html"; code=$?
      ls -A "$DISK" | sed 's/^/left: /'; exit $code`,
      );
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('x.html could not be written');
    },
  );

  it('embeddings that cannot be kept cost the ranking nothing', needsMount, async () => {
    const expected = await runBuilt([...few, '--format', 'csv'], env);
    const ended = await onSmallDisk('8k', `XDG_CACHE_HOME="$DISK" "$NODE" dist/cli.js ${quoted(few)} --format csv`);
    expect(ended).toEqual({ code: 0, stdout: expected.stdout, stderr: '' });
  });

  it('a cache that can only be read: ranks from it where all is there, says so where not', needsRights, async () => {
    const warm = await runBuilt([...few, '--format', 'csv'], env);
    forbidWriting(folder);
    const again = await withoutRights([...few, '--format', 'csv', '--offline']);
    expect(again).toEqual({ code: 0, stdout: warm.stdout, stderr: '' });
    const more = await withoutRights([...rank, '--quiet', '--max-esms', '5', '--examples', '50']);
    expect({ code: more.code, stack: more.stderr.includes('    at ') }).toEqual({ code: 0, stack: false });
    rmSync(join(folder, 'hf'), { recursive: true, force: true });
    const cold = await withoutRights(few);
    expect(cold.code).toBe(4);
    expect(cold.stderr).toContain('cannot be written');
    expect(cold.stderr).toContain('HF_HOME');
  });
});

describe('a result where nobody may write', () => {
  it('2 before any request, and what to do', needsRights, async () => {
    const locked = join(folder, 'locked');
    mkdirSync(locked, { mode: 0o555 });
    const kept = join(folder, 'kept.csv');
    writeFileSync(kept, 'old', { mode: 0o444 });
    for (const out of [join(locked, 'x.csv'), kept]) {
      const { code, stderr } = await withoutRights([...few, '--out', out]);
      expect({ code, named: stderr.includes(out) }).toEqual({ code: 2, named: true });
      expect(stderr).toMatch(/you may not write to .*\n {2}Name another file with --out\.\n$/);
    }
    expect(readFileSync(kept, 'utf8')).toBe('old');
    expect(hub.requests).toEqual([]);
  });
});

describe('a map where nobody may write', () => {
  it('2 before any request, and what to do', needsRights, async () => {
    const locked = join(folder, 'locked');
    mkdirSync(locked, { mode: 0o555 });
    const texts = join(samples, 'training/package-use.csv');
    const train = ['train', texts, '--base', model, '--tuned', join(samples, 'training/bert-tiny-debian-use')];
    for (const out of [locked, join(locked, 'map'), join(locked, 'deep/er')]) {
      const { code, stderr } = await withoutRights([...train, '--quiet', '--out', out]);
      expect({ code, named: stderr.includes(out) }).toEqual({ code: 2, named: true });
      expect(stderr).toMatch(/you may not write to .*locked\.\n {2}Name another folder with --out\.\n$/);
    }
    expect(hub.requests).toEqual([]);
  });
});

describe('a home of another kind', () => {
  it('with spaces and letters of other scripts', async () => {
    const home = join(folder, 'Jürgen Müller 研究');
    mkdirSync(home);
    const { code } = await runBuilt(few, { HF_ENDPOINT: hub.endpoint, HOME: home });
    expect({ code, cached: existsSync(join(home, '.cache/huggingface/hub')) }).toEqual({ code: 0, cached: true });
  });

  it('none at all: 4, and what to set', needsRights, async () => {
    forbidWriting(folder);
    const { code, stderr } = await withoutRights(few, { HF_ENDPOINT: hub.endpoint, HOME: join(folder, 'nobody') });
    expect(code).toBe(4);
    expect(stderr).toContain('HF_HOME');
    expect(stderr).not.toContain('    at ');
  });

  it('holds nothing but the two caches afterwards: ONNX Runtime keeps no identifier of the device there', async () => {
    const home = join(folder, 'home');
    mkdirSync(home);
    await runBuilt(few, { HF_ENDPOINT: hub.endpoint, HOME: home });
    const kept = globSync('.cache/*', { cwd: home }).sort();
    expect(kept).toEqual(['.cache/huggingface', '.cache/intermediate-task-ranker']);
  });
});

/** Mounting a small disk takes rights in a namespace of one's own, which some machines do not give. */
const needsMount = {
  skip: spawnSync('unshare', ['-mr', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status !== 0,
};
/** The superuser may write anywhere unless the right is taken from it. */
const isSuperuser = process.getuid?.() === 0;
const dropRights = ['setpriv', '--bounding-set=-all', '--inh-caps=-all'];
const needsRights = {
  skip: isSuperuser && spawnSync('setpriv', [...dropRights.slice(1), 'true']).status !== 0,
};

function halfWritten(): string[] {
  return globSync('**/*.{incomplete,tmp}', { cwd: folder });
}

async function waitFor(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { interval: 10 }).toBe(true);
}

function quoted(args: readonly string[]): string {
  return args.map((arg) => `'${arg}'`).join(' ');
}

async function inShell(script: string, extra: Record<string, string> = {}) {
  return ended('bash', ['-c', script], { NODE: process.execPath, ...env, ...extra });
}

function onSmallDisk(size: string, script: string) {
  const disk = join(folder, 'disk');
  mkdirSync(disk, { recursive: true });
  const mounted = `mount -t tmpfs -o size=${size} none "$DISK" && { ${script}\n}`;
  return ended('unshare', ['-mr', 'bash', '-c', mounted], { NODE: process.execPath, DISK: disk, ...env });
}

function withoutRights(args: readonly string[], environment = env) {
  const command = [...(isSuperuser ? dropRights : []), process.execPath, 'dist/cli.js', ...args];
  return ended(command[0] ?? '', command.slice(1), environment);
}

async function ended(command: string, args: string[], environment: Record<string, string>) {
  const options = { cwd: root, env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...environment } };
  try {
    return { code: 0, ...(await promisify(execFile)(command, args, options)) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'stdout' in error && 'stderr' in error)) throw error;
    return { code: error.code, stdout: String(error.stdout), stderr: String(error.stderr) };
  }
}

function forbidWriting(path: string): void {
  for (const name of [...globSync('**/', { cwd: path }), '.']) chmodSync(join(path, name), 0o555);
}

function allowWriting(path: string): void {
  if (!existsSync(path)) return;
  for (const name of ['.', ...globSync('**', { cwd: path })]) {
    const entry = join(path, name);
    if (existsSync(entry) && statSync(entry).isDirectory()) chmodSync(entry, 0o755);
  }
}
