import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const parquet = readFileSync(join(root, 'test/dataset/fixtures/parquet-shards/train-00000-of-00002.parquet'));
const xlsx = readFileSync(join(root, 'test/dataset/fixtures/spreadsheets/inline.xlsx'));
const csv = Buffer.from(
  `text,label\n${Array.from({ length: 40 }, (_, i) => `text ${i},${i % 2 ? 'a' : 'b'}`).join('\n')}\n`,
);

let temporary: string;
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), 'itr-stdin-'));
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Runs the shipped bundle with bytes on standard input; null: it stays open, and is interrupted when the bundle reads it. */
function run(
  args: readonly string[],
  input: Buffer | null,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', TMPDIR: temporary },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  child.stdin.on('error', () => {});
  if (input === null) void somethingIn(temporary).then(() => child.kill('SIGINT'));
  else child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

async function somethingIn(folder: string): Promise<void> {
  while (readdirSync(folder).length === 0) await sleep(20);
}

describe('a dataset on standard input', () => {
  it.each([
    ['csv', csv],
    ['csv', gzipSync(csv)],
    ['jsonl', Buffer.from('{"text": "a b", "label": 1}\n{"text": "c d", "label": 0}\n')],
    ['parquet', parquet],
    ['xlsx', xlsx],
  ])('is inspected under the name -, and leaves nothing behind: %s', async (format, input) => {
    const { code, stdout, stderr } = await run(['inspect', '-', '--input-format', format, '--format', 'json'], input);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ source: '-', format, columns: [{ name: 'text' }, { name: 'label' }] });
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('needs --input-format, and a pipe', async () => {
    for (const args of [
      ['inspect', '-'],
      ['rank', '-', '--model', 'a/b'],
    ]) {
      const { code, stderr } = await run(args, csv);
      expect(code).toBe(2);
      expect(stderr).toContain('give --input-format');
    }
    const named = await run(['inspect', 'rows.csv', '--input-format', 'csv'], csv);
    expect(named.stderr).toContain('--input-format is for standard input');
  });

  it('is named - by a problem of rank, which leaves nothing behind either', async () => {
    const args = [
      'rank',
      '-',
      '--input-format',
      'csv',
      '--text',
      'none',
      '--label',
      'label',
      '--model',
      'a/b',
      '--offline',
    ];
    const { code, stderr } = await run(args, csv);
    expect(code).not.toBe(0);
    expect(stderr).not.toContain('    at ');
    expect(stderr).not.toContain(temporary);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('is waited for no longer once the run is cancelled', async () => {
    const { code, stderr } = await run(['inspect', '-', '--input-format', 'csv'], null);
    expect({ code, stack: stderr.includes('    at ') }).toEqual({ code: 130, stack: false });
    expect(readdirSync(temporary)).toEqual([]);
  });
});
