// Ranks a sample dataset against the sample Hub on loopback with the bundled command line: the product, end to end.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeHub } from '../test/fakes/hub/start-fake-hub.ts';

const root = join(import.meta.dirname, '..');
const cache = mkdtempSync(join(tmpdir(), 'esm-rank-demo-'));
const hub = await startFakeHub({ folder: join(root, 'samples/hub') });
const command = [
  'rank',
  'samples/datasets/package-use.csv',
  '--text',
  'description',
  '--label',
  'use',
  '--model',
  'samples/bert-tiny-debian',
  '--top',
  '10',
];

console.log(`A Hub on loopback serves samples/hub at ${hub.endpoint}. With it:\n\n  esm-rank ${command.join(' ')}\n`);
const code = await run(command);
await hub.stop();
rmSync(cache, { recursive: true, force: true });
process.exitCode = code;

function run(args: string[]): Promise<number> {
  const env = { ...process.env, HF_ENDPOINT: hub.endpoint, HF_HOME: cache, XDG_CACHE_HOME: cache };
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args], { cwd: root, env, stdio: 'inherit' });
  return new Promise((resolve) => child.on('exit', (exitCode) => resolve(exitCode ?? 1)));
}
