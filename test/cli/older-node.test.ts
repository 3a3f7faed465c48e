import { expect, it } from 'vitest';
import { runBuilt } from './built.ts';

/** Makes Node say that it is an older one. The functions that an older one lacks are there; those are not what is looked at. */
const pretend = `import { syncBuiltinESMExports } from 'node:module';
Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });
syncBuiltinESMExports();`;

it('an older Node is told, in one line, which one is needed', async () => {
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(pretend)}`;
  const { code, stdout, stderr } = await runBuilt(['--version'], { NODE_OPTIONS });
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: 'esm-rank: Node.js 20.20.2 is too old. Install Node.js 22.2 or newer (https://nodejs.org).\n',
  });
});
