import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fetchPackage } from '../../scripts/vsix/fetch-package.ts';

// A package that nothing else here fetches, so that no earlier run has left it.
const published = { name: 'onnxruntime-common', version: '1.23.0' };

it('a package with another hash than the pinned one is not taken', () => {
  const integrity = `sha512-${Buffer.alloc(64).toString('base64')}`;
  expect(() => fetchPackage({ ...published, integrity })).toThrow(
    /^onnxruntime-common-1\.23\.0\.tgz has the hash sha512-/,
  );
  const folder = join(import.meta.dirname, '../../build/packages', 'onnxruntime-common-1.23.0');
  expect(existsSync(folder)).toBe(false);
});
