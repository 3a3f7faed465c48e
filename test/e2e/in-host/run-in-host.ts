import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { createProfile } from '../vscode-server/profile.ts';
import { startServer } from '../vscode-server/start-server.ts';

/** What a suite left behind. `output`: what Mocha reported. */
export interface InHostResult {
  tests: number;
  failures: number;
  output: string;
}

/** One run of a Mocha suite inside the extension host. */
export interface InHostRun {
  /** Folder of the extension under test: its source, or where its VSIX was installed. */
  extension: string;
  /** CommonJS module that exports `run()`. */
  suite: string;
  /** Folder to open; null for an empty window. */
  workspace: string | null;
  env?: Record<string, string>;
  settings?: Record<string, unknown>;
  timeoutMs: number;
  /** Where the log of the workbench and the extension host goes. */
  logFile: string;
}

/**
 * Runs a Mocha suite inside the extension host of a VS Code server, in a headless Chromium.
 *
 * The host's exit code is not enough: it is 0 also when the host dies. So the suite must leave its result in the file that
 * ITR_TEST_RESULT names, and a run without that file is an error.
 */
export async function runInHost(run: InHostRun): Promise<InHostResult> {
  const profile = createProfile(run.settings);
  const files = { result: join(profile.folder, 'result.json'), sink: join(profile.folder, 'mocha.txt') };
  const env = { ...run.env, ITR_TEST_RESULT: files.result, ITR_TEST_SINK: files.sink };
  writeFileSync(files.sink, '');
  const server = await startServer({ profile, env, smokeTestDriver: true });
  const browser = await launchBrowser();
  const log: string[] = [];
  try {
    const page = await browser.newPage();
    const exit = await exitOf(page, log, run.timeoutMs, () => page.goto(addressOf(run, server.port, server.address)));
    return readResult(files, exit);
  } finally {
    await browser.close();
    await server.stop();
    mkdirSync(join(run.logFile, '..'), { recursive: true });
    writeFileSync(run.logFile, log.join('\n'));
    profile.remove();
  }
}

function addressOf(
  run: InHostRun,
  port: number,
  address: (folder: string | null, query: Record<string, string>) => string,
): string {
  // The authority must be the host and port of the page.
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(run.extension)],
    ['extensionTestsPath', remote(run.suite)],
  ];
  return address(run.workspace, { payload: JSON.stringify(payload) });
}

/** The exit code that the workbench reports; 'timeout' where it reports none in time. */
async function exitOf(
  page: Page,
  log: string[],
  timeoutMs: number,
  go: () => Promise<unknown>,
): Promise<number | 'timeout'> {
  const exit = Promise.withResolvers<number | 'timeout'>();
  await page.exposeFunction('codeAutomationLog', (level: string, args: unknown[]) =>
    log.push(`${level} ${format(...args)}`),
  );
  await page.exposeFunction('codeAutomationExit', (code: number) => exit.resolve(code));
  const timer = setTimeout(() => exit.resolve('timeout'), timeoutMs);
  await go();
  return exit.promise.finally(() => clearTimeout(timer));
}

function readResult(files: { result: string; sink: string }, exit: number | 'timeout'): InHostResult {
  const output = readFileSync(files.sink, 'utf8');
  try {
    const { tests, failures } = JSON.parse(readFileSync(files.result, 'utf8'));
    if (typeof tests !== 'number' || typeof failures !== 'number' || tests === 0) throw new Error('an empty result');
    return { tests, failures, output };
  } catch (cause) {
    throw new Error(`the suite left no result; the extension host ended with ${exit}:\n${output}`, { cause });
  }
}
