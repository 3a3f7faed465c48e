// The whole way from a fine-tuned model to a ranked map, with the bundled command line and the sample Hub on loopback.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeHub } from '../test/fakes/hub/start-fake-hub.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'esm-rank-demo-'));
const hub = await startFakeHub({ folder: join(root, 'samples/hub') });
const base = 'samples/bert-tiny-debian';
const out = join(folder, 'my-map');
const commands = [
  [
    ...['train', 'samples/training/package-use.csv', '--text', 'text', '--label', 'label'],
    ...['--base', base, '--tuned', './samples/training/bert-tiny-debian-use'],
    ...['--also', 'samples/training/general-texts.csv', '--task-id', 'debian-packages/use', '--language', 'en'],
    ...['--out', out],
  ],
  [
    ...['rank', 'samples/datasets/package-use.csv', '--text', 'description', '--label', 'use', '--model', base],
    ...['--esms', `+${out}`, '--top', '10'],
  ],
];

console.log(`A Hub on loopback serves samples/hub at ${hub.endpoint}.`);
for (const command of commands) {
  console.log(`\n  esm-rank ${command.join(' ')}\n`);
  process.exitCode = await run(command);
  if (process.exitCode !== 0) break;
}
await hub.stop();
rmSync(folder, { recursive: true, force: true });

function run(args: string[]): Promise<number> {
  const env = { ...process.env, HF_ENDPOINT: hub.endpoint, HF_HOME: folder, XDG_CACHE_HOME: folder };
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args], { cwd: root, env, stdio: 'inherit' });
  return new Promise((resolve) => child.on('exit', (exitCode) => resolve(exitCode ?? 1)));
}
