import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outputTo } from '../../src/cli/output.ts';
import { checkOutput } from '../../src/cli/output-target.ts';
import { writeOutput } from '../../src/cli/write-output.ts';
import { problemOf } from '../hub/hub-fixture.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'itr-out-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const [stdout, stderr] = [outputTo(process.stdout), outputTo(process.stderr)];
const write = (file: string, text: string, signal = new AbortController().signal) =>
  writeOutput(file, text, { stdout, stderr, signal });
const at = (name: string) => join(place, name);
const read = (name: string) => readFileSync(at(name), 'utf8');

describe('a file', () => {
  it('is replaced as a whole, and nothing else is left', async () => {
    writeFileSync(at('out.json'), 'old');
    const before = statSync(at('out.json')).ino;
    await write(at('out.json'), 'new');
    expect({ text: read('out.json'), names: readdirSync(place) }).toEqual({ text: 'new', names: ['out.json'] });
    expect(statSync(at('out.json')).ino).not.toBe(before);
  });

  it.each([0o600, 0o640, 0o664, 0o755])('keeps its mode %o', async (mode) => {
    writeFileSync(at('out.json'), 'old');
    chmodSync(at('out.json'), mode);
    await write(at('out.json'), 'new');
    expect(statSync(at('out.json')).mode & 0o7777).toBe(mode);
  });

  it('with a name of 255 bytes can be written; one of 256 is too long', async () => {
    await write(at('x'.repeat(255)), 'new');
    expect(readdirSync(place)).toEqual(['x'.repeat(255)]);
    const long = at('x'.repeat(256));
    expect(await problemOf(checkOutput(long, []))).toMatchObject({ reason: 'name-too-long', file: long });
    expect(await problemOf(checkOutput(at(`${'y'.repeat(300)}/x`), []))).toMatchObject({ reason: 'name-too-long' });
  });

  it('with another name keeps it: both have the new content', async () => {
    writeFileSync(at('out.json'), 'the old one');
    linkSync(at('out.json'), at('other.json'));
    await write(at('out.json'), 'new');
    expect([read('out.json'), read('other.json'), statSync(at('out.json')).nlink]).toEqual(['new', 'new', 2]);
  });
});

describe('a link', () => {
  it('is written through, over several and relative ones, to the file at its end, which keeps its mode', async () => {
    mkdirSync(at('a'));
    mkdirSync(at('b'));
    writeFileSync(at('b/real.json'), 'old', { mode: 0o600 });
    symlinkSync('../b/next.json', at('a/first.json'));
    symlinkSync('real.json', at('b/next.json'));
    await write(at('a/first.json'), 'new');
    expect(read('b/real.json')).toBe('new');
    expect(statSync(at('b/real.json')).mode & 0o777).toBe(0o600);
    expect([at('a/first.json'), at('b/next.json')].map((path) => lstatSync(path).isSymbolicLink())).toEqual([
      true,
      true,
    ]);
  });

  it('below a link to a folder starts from where it really stands', async () => {
    mkdirSync(at('deep/er'), { recursive: true });
    symlinkSync('deep/er', at('short'));
    symlinkSync('../out.json', at('deep/er/up.json'));
    await write(at('short/up.json'), 'new');
    expect(read('deep/out.json')).toBe('new');
  });

  it('to a file that does not exist yet makes it', async () => {
    symlinkSync('new.json', at('link.json'));
    await write(at('link.json'), 'new');
    expect([lstatSync(at('link.json')).isSymbolicLink(), read('new.json')]).toEqual([true, 'new']);
  });

  it('in a circle, or into no folder, is refused', async () => {
    symlinkSync('b', at('a'));
    symlinkSync('a', at('b'));
    expect(await problemOf(checkOutput(at('a'), []))).toMatchObject({ reason: 'other', detail: 'ELOOP' });
    symlinkSync(at('none/x.csv'), at('c'));
    expect(await problemOf(checkOutput(at('c'), []))).toMatchObject({ reason: 'no-folder', path: at('none') });
  });
});

describe.skipIf(process.platform === 'win32')('what is no regular file', () => {
  it('a pipe gets all of a result that is larger than its buffer, and stays a pipe', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const text = 'ä'.repeat(300_000);
    const reader = promisify(execFile)('cat', [at('pipe')], { maxBuffer: 2e6 });
    await write(at('pipe'), text);
    expect((await reader).stdout).toBe(text);
    expect(statSync(at('pipe')).isFIFO()).toBe(true);
  });

  it('a pipe waits for its reader, and cancelling ends the wait', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const controller = new AbortController();
    const written = problemOf(write(at('pipe'), 'new', controller.signal));
    controller.abort();
    expect(await written).toMatchObject({ code: 'run-cancelled' });
    const late = write(at('pipe'), 'new');
    expect((await promisify(execFile)('cat', [at('pipe')])).stdout).toBe('new');
    await late;
  });

  it('a pipe whose reader has seen enough is no failure', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const reader = promisify(execFile)('head', ['-c', '3', at('pipe')]);
    await write(at('pipe'), 'x'.repeat(1_000_000));
    expect((await reader).stdout).toBe('xxx');
  });

  it('a device stays one', async () => {
    await write('/dev/null', 'new');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('a socket is refused', async () => {
    const server = createServer().listen(at('socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await problemOf(checkOutput(at('socket'), []))).toMatchObject({ reason: 'is-socket' });
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('before any work', () => {
  it('sees what no result can be written to', async () => {
    writeFileSync(at('plain'), 'text');
    mkdirSync(at('folder'));
    const seen = async (file: string) => await problemOf(checkOutput(file, []));
    const code = 'run-output-unusable';
    expect(await seen(at('plain/x.csv'))).toMatchObject({ code, reason: 'not-a-folder', path: at('plain') });
    expect(await seen(at('plain/a/b/x.csv'))).toMatchObject({ code, reason: 'not-a-folder', path: at('plain') });
    expect(await seen(at('none/x.csv'))).toMatchObject({ code, reason: 'no-folder', path: at('none') });
    for (const name of ['folder', 'folder/', 'new/', 'folder/.', 'folder/..']) {
      expect(await seen(`${place}/${name}`)).toMatchObject({ code, reason: 'is-folder' });
    }
    expect(await seen('')).toMatchObject({ code, reason: 'is-folder' });
    expect(readdirSync(place).sort()).toEqual(['folder', 'plain']);
  });

  it('refuses to write over what is read, under whatever name', async () => {
    writeFileSync(at('data.csv'), 'text,label');
    symlinkSync('data.csv', at('link.csv'));
    linkSync(at('data.csv'), at('second.csv'));
    for (const name of ['data.csv', 'link.csv', 'second.csv']) {
      const problem = await problemOf(checkOutput(at(name), [at('data.csv')]));
      expect(problem).toMatchObject({ reason: 'is-input', file: at(name) });
    }
    await checkOutput(at('other.csv'), [at('data.csv'), at('none.csv')]);
  });
});
