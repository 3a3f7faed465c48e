import { readFileSync, statSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageVsix } from '../../scripts/package-vsix.ts';
import { machineOf } from './machine-of.ts';
import { readVsix } from './read-vsix.ts';

// The VSIX of every platform, packed from what `npm run build` left and opened again. Packing all takes a quarter of a minute and needs
// a release of ONNX Runtime that is fetched, so this belongs to `npm run test:e2e`, not to `npm test`.

const root = join(import.meta.dirname, '../..');
const megabytes = 1_000_000;

/** What differs between platforms: the native libraries, and the release of ONNX Runtime. */
const platforms = {
  'linux-x64': { libraries: ['libonnxruntime.so.1'], runtime: '1.30.0' },
  'linux-arm64': { libraries: ['libonnxruntime.so.1'], runtime: '1.30.0' },
  'darwin-arm64': { libraries: ['libonnxruntime.1.dylib'], runtime: '1.30.0' },
  'darwin-x64': { libraries: ['libonnxruntime.1.23.2.dylib'], runtime: '1.23.2', more: ['dist/hold-onnxruntime.js'] },
  'win32-x64': { libraries: ['onnxruntime.dll'], runtime: '1.30.0' },
  'win32-arm64': { libraries: ['onnxruntime.dll'], runtime: '1.30.0' },
};

/** Files whose names do not change. */
const fixed = [
  'package.json',
  'package.nls.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'media/icon.png',
  'media/maps-view.svg',
  'media/walkthrough/dataset.svg',
  'media/walkthrough/question.svg',
  'media/walkthrough/ranking.svg',
  'samples/datasets/package-use.csv',
  'l10n/bundle.l10n.json',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/extension.js',
  'dist/extension.browser.cjs',
  'dist/engine.js',
  'dist/mcp.js',
  'dist/encoder-worker.js',
  'dist/scoring-worker.js',
  'dist/renderer.js',
  'dist/renderer-plots.js',
  'dist/kernels/logme-relaxed.wasm',
  'dist/kernels/logme-simd.wasm',
  'dist/node_modules/onnxruntime-node/package.json',
  ...['backend', 'binding', 'index', 'version'].map((name) => `dist/node_modules/onnxruntime-node/dist/${name}.js`),
  'dist/node_modules/onnxruntime-common/package.json',
  'dist/node_modules/onnxruntime-common/dist/cjs/package.json',
  'dist/node_modules/onnxruntime-common/dist/cjs/index.js',
];

/** Names that a build makes up, and translations. */
const madeUp = [
  /^package\.nls\.[a-z-]+\.json$/,
  /^l10n\/bundle\.l10n\.[a-z-]+\.json$/,
  /^dist\/extension-[\w-]+-[A-Z\d]{8}\.js$/,
  /^dist\/renderer-[\w-]+-[A-Z\d]{8}\.js$/,
  /^dist\/node_modules\/onnxruntime-common\/dist\/cjs\/[a-z-]+\.js$/,
];

describe.each(Object.entries(platforms))('the VSIX for %s', (target, { libraries, runtime, ...others }) => {
  const files = new Map<string, Buffer>();
  let size = 0;
  const text = (name: string) => files.get(name)?.toString('utf8') ?? '';

  beforeAll(async () => {
    const path = await packageVsix(target);
    size = statSync(path).size;
    for (const [name, content] of await readVsix(path)) files.set(name, content);
  }, 120_000);

  it('is for this platform and no other', () => {
    expect(text('extension.vsixmanifest')).toMatch(new RegExp(`<Identity [^>]*TargetPlatform="${target}"`));
  });

  it('holds everything that it needs and nothing else', () => {
    const folder = `dist/node_modules/onnxruntime-node/bin/napi-v6/${target.replace('-', '/')}`;
    const native = ['onnxruntime_binding.node', ...libraries].map((name) => `${folder}/${name}`);
    const needed = [...fixed, ...native, ...('more' in others ? others.more : [])];
    const names = [...files.keys()].filter((name) => name.startsWith('extension/')).map((name) => name.slice(10));
    expect(names).toEqual(expect.arrayContaining(needed));
    const rest = names.filter((name) => !needed.includes(name));
    expect(rest.filter((name) => !madeUp.some((pattern) => pattern.test(name)))).toEqual([]);
    const beside = [...files.keys()].filter((name) => !name.startsWith('extension/'));
    expect(beside.sort()).toEqual(['[Content_Types].xml', 'extension.vsixmanifest']);
  });

  it('holds native libraries of this platform only', () => {
    const native = [...files].filter(([name]) => /\.(node|dll|dylib|so(\.\d+)*)$/.test(name));
    expect(native.length).toBe(1 + libraries.length);
    for (const [name, content] of native) expect(machineOf(content), name).toBe(target);
  });

  it('has the library that the binding names beside it', () => {
    const [binding] = [...files].filter(([name]) => name.endsWith('/onnxruntime_binding.node'));
    for (const library of libraries) expect(binding?.[1].includes(library), library).toBe(true);
  });

  it('is at most 20 MB', () => {
    expect(size).toBeLessThanOrEqual(20 * megabytes);
  });

  it('has every part of a program that another part loads', () => {
    const programs = [...files.keys()].filter((name) => /^extension\/dist\/[^/]+\.js$/.test(name));
    for (const name of programs) {
      const loaded = text(name).matchAll(/(?:from|import\(?)\s*["'](\.\/[^"']+)["']/g);
      for (const [, path = ''] of loaded) expect([...files.keys()]).toContain(join('extension/dist', path));
    }
  });

  it('names every package that is in it, with its licence', () => {
    const notices = text('extension/dist/THIRD-PARTY-NOTICES.txt');
    const titles = new Set(notices.match(/^\S+ \d+\.\d+\.\S+ \(.+\)$/gm));
    expect(titles).toContain(`onnxruntime-node ${runtime} (MIT)`);
    expect(titles).toContain(`onnxruntime-common ${runtime} (MIT)`);
    for (const folder of bundledFolders((path) => files.has(`extension/${path}`))) {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      expect(titles).toContain(`${name} ${version} (${license})`);
    }
    expect(text('extension/LICENSE.txt')).toContain('Apache License');
  });

  it('runs with the release of ONNX Runtime that its libraries are of', () => {
    for (const name of ['onnxruntime-node', 'onnxruntime-common'])
      expect(JSON.parse(text(`extension/dist/node_modules/${name}/package.json`)).version).toBe(runtime);
  });

  it('says nothing of the machine on which it was made, and holds no secret', () => {
    const traces = [root, `${homedir()}/`, hostname(), 'file:///'].filter((trace) => trace.length > 6);
    const secrets = /\bhf_[A-Za-z0-9]{20,}|\bgh[pousr]_\w{30,}|\bnpm_\w{30,}|\bAKIA[A-Z\d]{16}\b|PRIVATE KEY-----/;
    for (const [name, content] of files) {
      if (name.includes('/bin/') || name.endsWith('.png')) continue;
      const found = content.toString('utf8');
      for (const trace of traces) expect(found.includes(trace), `${name} contains ${trace}`).toBe(false);
      expect(found, name).not.toMatch(secrets);
    }
  });
});

/** Folders of all packages of which something is in a program that `isPacked`, by esbuild's own account. */
function bundledFolders(isPacked: (path: string) => boolean): Set<string> {
  const bundles: { outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }> }[] = JSON.parse(
    readFileSync(join(root, 'build/bundles.json'), 'utf8'),
  );
  const inputs = bundles
    .flatMap(({ outputs }) => Object.entries(outputs).flatMap(([path, output]) => (isPacked(path) ? [output] : [])))
    .flatMap(({ inputs }) => Object.entries(inputs));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  return new Set(used.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
}
