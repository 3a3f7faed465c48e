import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { bundleSuite } from '../in-host/bundle-suite.ts';
import { runInHost } from '../in-host/run-in-host.ts';
import { Workbench } from '../pages/workbench.ts';
import { createProfile } from '../vscode-server/profile.ts';
import { startServer } from '../vscode-server/start-server.ts';

// The flags of the server are internals of VS Code: run these after each change of the pinned code-server.

const extension = join(import.meta.dirname, 'probe-extension');
let suite = '';

beforeAll(async () => {
  suite = await bundleSuite(join(import.meta.dirname, 'probe-suite.ts'));
});

function probe(mode: string) {
  const logFile = join(import.meta.dirname, `../artifacts/harness-${mode}.log`);
  return runInHost({ extension, suite, workspace: null, env: { PROBE_MODE: mode }, timeoutMs: 60_000, logFile });
}

test('a passing suite is counted', async () => {
  expect(await probe('pass')).toMatchObject({ tests: 1, failures: 0 });
});

test('a failing suite is a failure', async () => {
  expect(await probe('fail')).toMatchObject({ tests: 1, failures: 1 });
});

test('an extension host that dies is an error, though its exit code is 0', async () => {
  await expect(probe('die')).rejects.toThrow('left no result');
});

test('the workbench opens, and commands work', async () => {
  const profile = createProfile();
  const server = await startServer({ profile });
  const browser = await launchBrowser();
  try {
    const workbench = new Workbench(await browser.newPage(), profile);
    await workbench.open(server.address(join(import.meta.dirname)));
    await workbench.runCommand('Preferences: Color Theme');
    await workbench.page.keyboard.press('Escape');
    await workbench.explorer.file('probe-suite.ts').waitFor();
    await workbench.setTheme({ name: 'Light Modern', workbenchClass: 'vs' });
  } finally {
    await browser.close();
    await server.stop();
    profile.remove();
  }
});
