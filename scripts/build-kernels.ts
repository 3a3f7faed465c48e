// Builds the kernels of LogME from src/logme/kernels (AssemblyScript) into build/kernels/logme-{relaxed,simd}.wasm.
//   node scripts/build-kernels.ts              builds, and fails if the result is not the one that src/logme/kernels/kernels.sha256 names
//   node scripts/build-kernels.ts --update     builds and writes that file: after a change of the kernels or of the compiler
//   node scripts/build-kernels.ts --if-stale   builds only if a source file is newer than what is built; for tests, checks nothing
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const sourceFolder = join(root, 'src/logme/kernels');
const outputFolder = join(root, 'build/kernels');
const hashFile = join(sourceFolder, 'kernels.sha256');

/** WebAssembly features of each build. `loadKernels` takes the first that the engine can run. */
const builds = {
  'logme-relaxed.wasm': 'simd,relaxed-simd',
  'logme-simd.wasm': 'simd',
};

const names = Object.keys(builds);

/** Compiles to a file of its own first: two processes may build at the same time. */
function compile(name: string, features: string): void {
  const compiler = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js');
  const partial = join(outputFolder, `${name}.${process.pid}.partial`);
  // No runtime, no bounds checks of arrays (there are none), memory from the caller. 112: vectors are not exchanged with the host.
  const options = [
    '--optimizeLevel',
    '3',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
    '--disableWarning',
    '112',
  ];
  execFileSync(process.execPath, [compiler, 'index.ts', ...options, '--enable', features, '--outFile', partial], {
    cwd: sourceFolder,
    stdio: 'inherit',
  });
  renameSync(partial, join(outputFolder, name));
}

function isStale(): boolean {
  const sources = globSync(['*.ts', '*.json'], { cwd: sourceFolder }).map((file) => join(sourceFolder, file));
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  const built = names.map((name) => statSync(join(outputFolder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Math.min(...built) < newest;
}

function hashes(): string {
  const lines = names.map((name) => {
    const hash = createHash('sha256').update(readFileSync(join(outputFolder, name)));
    return `${hash.digest('hex')}  ${name}\n`;
  });
  return lines.join('');
}

const mode = process.argv[2] ?? '--check';
if (mode !== '--if-stale' || isStale()) {
  mkdirSync(outputFolder, { recursive: true });
  for (const [name, features] of Object.entries(builds)) compile(name, features);
}
if (mode === '--update') writeFileSync(hashFile, hashes());
if (mode === '--check' && readFileSync(hashFile, 'utf8') !== hashes()) {
  for (const name of names) rmSync(join(outputFolder, name));
  console.error(`The kernels built are not those of ${hashFile}. If they were changed on purpose, run with --update.`);
  process.exit(1);
}
