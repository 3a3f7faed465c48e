import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { hostileCharacters, hostileText } from '../untrusted-text/hostile-values.ts';
import { runBuilt } from './built.ts';

// Files that nobody would write by hand, given to the shipped bundle: each is read, or refused with one readable message.

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'itr-input-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rows = Array.from({ length: 40 }, (_, index) => [`a text with the number ${index}`, index % 2 ? 'no' : 'yes']);
const csv = ['text,label', ...rows.map((row) => row.join(','))].join('\n');
const jsonl = rows.map(([text, label]) => JSON.stringify({ text, label })).join('\n');

async function inspect(name: string, content: string | Buffer) {
  const file = join(folder, name);
  writeFileSync(file, content);
  return runBuilt(['inspect', file], {});
}

describe('esm-rank inspect', () => {
  it('reads a CSV of 10,000 columns, and finds the two that matter', async () => {
    const names = Array.from({ length: 9998 }, (_, index) => `c${index}`);
    const numbers = names.map((_, index) => index % 7).join(',');
    const wide = [[...names, 'text', 'label'].join(','), ...rows.map((row) => `${numbers},${row.join(',')}`)].join(
      '\n',
    );
    const { code, stdout } = await inspect('wide.csv', wide);
    const guesses = stdout.split('\n').filter((line) => /^(Text|Label): /.test(line));
    expect({ code, guesses }).toEqual({ code: 0, guesses: ['Text: "text".', 'Label: "label".'] });
  });

  it.each([
    ['csv', `${csv}\n${'x'.repeat(100_000_000)},yes\n`],
    ['jsonl', `${jsonl}\n{"text": "${'x'.repeat(100_000_000)}", "label": "yes"}\n`],
  ])('refuses a line of 100 MB in %s, and names its row', async (extension, content) => {
    const { code, stderr } = await inspect(`long.${extension}`, content);
    expect({ code, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, lines: 2 });
    expect(stderr).toContain('row 41 is longer than');
  });

  it.each([
    ['csv', `${csv}\nhas a \0 in it,yes\n`],
    ['jsonl', `${jsonl}\n{"text": "has a \0 in it", "label": "yes"}\n`],
  ])('refuses a NUL byte in %s, and says where it is', async (extension, content) => {
    const { code, stderr } = await inspect(`zero.${extension}`, content);
    expect({ code, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, lines: 2 });
    expect(stderr).toContain(`zero byte (NUL) at byte ${content.indexOf('\0')}`);
  });

  it('does not run in circles where links lead back to their folder', async () => {
    const circle = join(folder, 'circle');
    mkdirSync(circle);
    symlinkSync('.', join(circle, 'again'));
    symlinkSync('loop.csv', join(circle, 'loop.csv'));
    for (const path of [circle, join(circle, 'loop.csv')]) {
      const { code, stderr } = await runBuilt(['inspect', path], {});
      expect({ code, stack: stderr.includes('    at ') }).toEqual({ code: 2, stack: false });
      expect(stderr).toContain(path);
    }
  });
});

describe('names that would steer a terminal', () => {
  const header = 'te\u001b[2Jxt,la\u202ebel';
  const content = [header, ...rows.map(([text, label]) => `${text},"${label}\u0007\u009b1A\r\n"`)].join('\n');

  it.each([
    ['inspect'],
    ['inspect', '--format', 'json'],
    ['rank', '--text', 'te\u001bxt', '--label', 'b', '--model', 'm/m'],
    ['rank', '--model', './no-\u001b[31mmodel'],
    ['rank', '--model', 'm/m', '--filter', 'lan\u001bguage=en'],
    ['rank', '--model', 'm/m', '--config', '\u009b2J'],
  ])('of a file, a column, a class and an option: %j', async (command, ...options) => {
    const file = join(folder, 'na\u001b[31mme\n\u0007.csv');
    writeFileSync(file, content);
    const env = { HF_ENDPOINT: 'http://127.0.0.1:9', HF_HOME: folder, XDG_CACHE_HOME: folder };
    const { stdout, stderr } = await runBuilt([command, file, ...options], env);
    expect(stdout + stderr).toMatch(/\S{3}/);
    expect(stdout + stderr).not.toMatch(hostileCharacters);
  });

  it('of a recipe, its keys and its path', async () => {
    const file = join(folder, 'reci\u001b[31mpe.yaml');
    writeFileSync(file, 'rank:\n  "da\\e[2Jta": 1\n  model: "\\x9b\\u202e"\n');
    const { code, stderr } = await runBuilt(['rank', '--recipe', file], {});
    expect({ code, told: stderr.includes('da') }).toEqual({ code: 2, told: true });
    expect(stderr).not.toMatch(hostileCharacters);
  });

  it('of a Hub that refuses', async () => {
    const hub = await startFakeHub({ folder: join(import.meta.dirname, '../../samples/hub') });
    const fault = { kind: 'status', status: 403, message: hostileText, errorCode: 'Other' } as const;
    hub.faults.add({ match: /./, fault });
    const file = join(folder, 'plain.csv');
    writeFileSync(file, csv);
    const env = { HF_ENDPOINT: hub.endpoint, HF_HOME: folder, XDG_CACHE_HOME: folder };
    for (const args of [
      ['models'],
      ['esms', '--model', 'm/m'],
      ['rank', file, '--model', 'm/m'],
      ['inspect', 'hf:a/b'],
    ]) {
      const { code, stderr } = await runBuilt(args, env);
      expect(code).not.toBe(0);
      expect(stderr).not.toMatch(hostileCharacters);
    }
    await hub.stop();
  });
});
