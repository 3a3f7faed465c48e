import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rankingDocument } from '../../src/ranking/document.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { runBuilt } from './built.ts';

// Encodings by the shipped bundle, into which the detector is bundled, too.

const fixtures = join(import.meta.dirname, '../dataset/fixtures/encodings');
let hub: FakeHub;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  hub = await startFakeHub({ folder: join(import.meta.dirname, '../../samples/hub') });
  folder = mkdtempSync(join(tmpdir(), 'itr-encoding-'));
  env = { HF_ENDPOINT: hub.endpoint, HF_HOME: join(folder, 'hf'), XDG_CACHE_HOME: join(folder, 'cache') };
});
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

const rank = (file: string, ...args: string[]) =>
  runBuilt(['rank', file, '--model', 'samples/bert-tiny-debian', '--max-esms', '1', ...args], env);

describe('a text that is not UTF-8', () => {
  it('is ranked as the same rows in UTF-8, and the result names its encoding', async () => {
    const content = `text,label\n${'Принтер снова не работает,bug\nВсё сделано хорошо,praise\n'.repeat(9)}`;
    const [cyrillic, utf8] = [join(folder, 'cp1251.csv'), join(folder, 'utf8.csv')];
    writeFileSync(cyrillic, iconv.encode(content, 'win1251'));
    writeFileSync(utf8, content);
    const [found, same] = await Promise.all(
      [cyrillic, utf8].map(async (file) =>
        rankingDocument.parse(JSON.parse((await rank(file, '--format', 'json')).stdout)),
      ),
    );
    expect(found?.target.encoding).toBe('windows-1251');
    expect(same?.target).not.toHaveProperty('encoding');
    expect(found?.target.fingerprint).toBe(same?.target.fingerprint);
    for (const format of ['md', 'html']) {
      expect((await rank(cyrillic, '--format', format)).stdout).toContain('windows-1251');
    }
    expect((await rank(cyrillic)).stderr).toContain('(windows-1251)');
  });

  it('is refused where it is not certain, until --encoding names it', async () => {
    const short = join(folder, 'short.csv');
    writeFileSync(short, iconv.encode('text,label\nПривет,bug\nмир,praise\n', 'win1251'));
    const refused = await runBuilt(['inspect', short], env);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--encoding windows-1251') });
    const named = await runBuilt(['inspect', short, '--encoding', 'cp1251'], env);
    expect(named).toMatchObject({ code: 0, stdout: expect.stringContaining('Привет') });
    expect(named.stdout).toContain('in windows-1251');
    const unknown = await runBuilt(['inspect', short, '--encoding', 'cp1521'], env);
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean') });
  });

  it('takes its encoding from a recipe', async () => {
    const recipe = join(folder, 'recipe.yaml');
    const lines = [
      'rank:',
      `  dataset: ${fixtures}/ja.euc-jp.csv`,
      '  encoding: ujis',
      '  model: samples/bert-tiny-debian',
    ];
    writeFileSync(recipe, Buffer.from(`\ufeff${lines.join('\r\n')}\r\n  max-esms: 1\r\n`, 'utf16le'));
    const { code, stdout } = await runBuilt(['rank', '--recipe', recipe, '--format', 'json'], env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).target.encoding).toBe('euc-jp');
  });
});
