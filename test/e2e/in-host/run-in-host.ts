import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import * as z from 'zod';
import { launchBrowser } from '../browser.ts';
import { createProfile, type Profile } from '../vscode-server/profile.ts';
import { installVsix, startServer } from '../vscode-server/start-server.ts';
import type { Measurements } from './measured.ts';

/** What `startMocha` writes. A suite without tests has tested nothing. */
const leftResult = z.object({
  tests: z.number().positive(),
  failures: z.number(),
  measured: z.record(z.string(), z.number()),
});

/** What a suite left behind. `output`: what Mocha reported. */
export interface InHostResult {
  tests: number;
  failures: number;
  output: string;
  measured: Measurements;
}

/** One run of a Mocha suite inside the extension host. */
export interface InHostRun {
  /** The extension under test: a folder with its source, or a VSIX, which is installed first. */
  extension: string;
  /** Further extensions for the same window, as VSIX. */
  beside?: readonly string[];
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
  const extension = run.extension.endsWith('.vsix') ? installed(run.extension, profile) : run.extension;
  for (const vsix of run.beside ?? []) installVsix(profile, vsix);
  writeFileSync(files.sink, '');
  const server = await startServer({ profile, env, smokeTestDriver: true });
  const browser = await launchBrowser();
  const log: string[] = [];
  try {
    const page = await browser.newPage();
    const address = addressOf({ ...run, extension }, server.port, server.address);
    const exit = await exitOf(page, log, run.timeoutMs, () => page.goto(address));
    return readResult(files, exit);
  } finally {
    await browser.close();
    await server.stop();
    mkdirSync(join(run.logFile, '..'), { recursive: true });
    writeFileSync(run.logFile, log.join('\n'));
    profile.remove();
  }
}

/** The folder into which a VSIX was installed: the packed files themselves are tested. */
function installed(vsix: string, profile: Profile): string {
  installVsix(profile, vsix);
  const [folder] = readdirSync(profile.extensions, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  if (folder === undefined) throw new Error(`${vsix} was installed, but no folder is there`);
  return join(profile.extensions, folder.name);
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
    const { tests, failures, measured } = leftResult.parse(JSON.parse(readFileSync(files.result, 'utf8')));
    return { tests, failures, output, measured };
  } catch (cause) {
    throw new Error(`the suite left no result; the extension host ended with ${exit}:\n${output}`, { cause });
  }
}
