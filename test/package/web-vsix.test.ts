import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageVsix } from '../../scripts/package-vsix.ts';
import { readVsix } from './read-vsix.ts';

// The VSIX for VS Code in a browser: it shows saved rankings, and has no engine.

const source = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));

describe('the VSIX for the browser', () => {
  const files = new Map<string, Buffer>();
  let size = 0;
  const text = (name: string) => files.get(`extension/${name}`)?.toString('utf8') ?? '';

  beforeAll(async () => {
    const path = await packageVsix('web');
    size = statSync(path).size;
    for (const [name, content] of await readVsix(path)) files.set(name, content);
  }, 60_000);

  it('is for the browser, by its name and by what the marketplace asks for', () => {
    const manifest = files.get('extension.vsixmanifest')?.toString('utf8') ?? '';
    expect(manifest).toMatch(/<Identity [^>]*TargetPlatform="web"/);
    expect(manifest).toContain('__web_extension');
  });

  it('holds the renderer and the extension without an engine, and nothing native', () => {
    const names = [...files.keys()].filter((name) => name.startsWith('extension/dist/'));
    expect(names.map((name) => name.slice(15).replace(/-[\w-]+-[A-Z\d]{8}/, '-*')).sort()).toEqual(
      expect.arrayContaining(['THIRD-PARTY-NOTICES.txt', 'extension.browser.cjs', 'renderer.js']),
    );
    expect(
      names.filter((name) => !/\/(THIRD-PARTY-NOTICES\.txt|extension\.browser\.cjs|renderer[\w-]*\.js)$/.test(name)),
    ).toEqual([]);
    expect(size).toBeLessThan(1_000_000);
  });

  it('has the manifest of the others but for the entry that needs Node', () => {
    const { main, ...rest } = source;
    expect(main).toBe('./dist/extension.js');
    expect(JSON.parse(text('package.json'))).toEqual(rest);
    expect(text(rest.browser.slice(2)).length).toBeGreaterThan(1000);
  });

  it('names what is in it and not what is not', () => {
    const notices = text('dist/THIRD-PARTY-NOTICES.txt');
    for (const name of ['vega', 'preact', 'zod']) expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(notices).not.toMatch(/^onnxruntime|^apache-arrow/m);
  });
});
