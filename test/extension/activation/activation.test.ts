import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bundleFacts, bundleFactsFile } from '../../../scripts/third-party-notices.ts';

// Activating is fast because little is loaded for it. That is counted here; the time itself is shown by `npm run bench -- activation`.

const root = join(import.meta.dirname, '../../..');
const entry = 'dist/extension.js';

let sources = new Map<string, string[]>();
beforeAll(() => {
  if (!existsSync(join(root, entry))) throw new Error(`${entry} is missing: run "npm run build" before this test`);
  const bundles = z.array(bundleFacts).parse(JSON.parse(readFileSync(join(root, bundleFactsFile), 'utf8')));
  const outputs = bundles.flatMap(({ outputs }) => Object.entries(outputs));
  sources = new Map(outputs.map(([output, { inputs }]) => [output, Object.keys(inputs)]));
});

/** The files that activating loads, in their order, from the folder of the repository. */
function loaded({ recipe }: { recipe: boolean }): string[] {
  const program = join(import.meta.dirname, 'list-loaded.ts');
  const printed = execFileSync(process.execPath, [program, recipe ? '10' : '0'], { cwd: root, encoding: 'utf8' });
  const files = z.array(z.string()).parse(JSON.parse(printed));
  return files.map((file) => relative(root, file).replaceAll('\\', '/'));
}

const bytesOf = (files: readonly string[]) => files.reduce((sum, file) => sum + statSync(join(root, file)).size, 0);

describe('activating beside a notebook without a recipe', () => {
  it('loads a few small files, and no package or engine', () => {
    const files = loaded({ recipe: false });
    expect(files[0]).toBe(entry);
    expect(files.filter((file) => !file.startsWith('dist/extension'))).toEqual([]);
    expect(files.length).toBeLessThanOrEqual(6);
    expect(bytesOf(files)).toBeLessThanOrEqual(12_000);
    const inputs = files.flatMap((file) => sources.get(file) ?? []);
    expect(inputs.filter((path) => !/^src\/(extension|ranking)\//.test(path))).toEqual([]);
  });
});

describe('activating beside a recipe', () => {
  it('loads the rest, too: diagnostics come unasked', () => {
    const files = loaded({ recipe: true });
    const inputs = files.flatMap((file) => sources.get(file) ?? []);
    expect(inputs).toContain('src/extension/services.ts');
    expect(inputs.some((path) => path.startsWith('node_modules/'))).toBe(true);
    expect(bytesOf(files)).toBeGreaterThan(100_000);
  });
});
