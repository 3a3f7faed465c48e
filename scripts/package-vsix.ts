// Packs the extension for one platform: `node scripts/package-vsix.ts [target …]`, into build/vsix. Without a target: for this
// machine. Needs `npm run build` before.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import * as z from 'zod';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'build/vsix');
const { name, version } = z
  .object({ name: z.string(), version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

const bin = 'node_modules/onnxruntime-node/bin/napi-v6';

/**
 * The platforms of VS Code that ONNX Runtime has a library for, and its files. On macOS the library lies there twice under two
 * names; the one that the binding links is enough. For Intel Macs onnxruntime-node stopped building a library.
 */
const nativeFiles: Record<string, string[]> = {
  'linux-x64': [`${bin}/linux/x64/**`],
  'linux-arm64': [`${bin}/linux/arm64/**`],
  'darwin-arm64': [`${bin}/darwin/arm64/onnxruntime_binding.node`, `${bin}/darwin/arm64/libonnxruntime.1.dylib`],
  'win32-x64': [`${bin}/win32/x64/**`],
  'win32-arm64': [`${bin}/win32/arm64/**`],
};

/** Path of the VSIX for a target. */
export function vsixPath(target: string): string {
  return join(folder, `${name}-${version}-${target}.vsix`);
}

/** The target that VS Code on this machine has. */
export function thisTarget(): string {
  return `${process.platform}-${process.arch}`;
}

/** Packs the extension for a target and returns the path of the VSIX. @throws Error where the target is not one of those above */
export async function packageVsix(target: string): Promise<string> {
  const files = nativeFiles[target];
  if (files === undefined) {
    throw new Error(`no VSIX for ${target}: ONNX Runtime has libraries for ${Object.keys(nativeFiles).join(', ')}`);
  }
  mkdirSync(folder, { recursive: true });
  const ignoreFile = join(folder, `${target}.vscodeignore`);
  const allowed = files.map((file) => `!${file}`).join('\n');
  writeFileSync(ignoreFile, `${readFileSync(join(root, '.vscodeignore'), 'utf8')}${allowed}\n`);
  const packagePath = vsixPath(target);
  await createVSIX({
    cwd: root,
    target,
    packagePath,
    ignoreFile,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  return packagePath;
}

if (import.meta.main) {
  const named = process.argv.slice(2);
  for (const target of named.length > 0 ? named : [thisTarget()]) console.log(await packageVsix(target));
}
