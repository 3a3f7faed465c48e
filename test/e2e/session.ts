import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { beforeEach } from 'vitest';
import { thisTarget, vsixPath } from '../../scripts/package-vsix.ts';
import type { FakeRepository } from '../fakes/hub/repository.ts';
import { type FakeHub, type FakeHubOptions, startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { launchBrowser } from './browser.ts';
import { Workbench } from './pages/workbench.ts';
import { addLanguagePack } from './vscode-server/language-pack.ts';
import { createProfile, type Profile } from './vscode-server/profile.ts';
import { installVsix, startServer, type VscodeServer } from './vscode-server/start-server.ts';

const root = join(import.meta.dirname, '../..');

/** The base model of the sample Hub. */
export const sampleModel = 'samples/bert-tiny-debian';

/** A recipe for a dataset of the workspace. */
export const sampleRecipe = `rank:
  dataset: package-use.csv
  text: description
  label: use
  model: ${sampleModel}`;

/** A VS Code with the packed extension, a folder with the sample datasets, and a Hub on loopback that has the sample maps. */
export interface Session {
  workbench: Workbench;
  page: Page;
  profile: Profile;
  server: VscodeServer;
  hub: FakeHub;
  /** Stops the Hub, so that connections to it are refused, until the function that this gives is called. */
  takeHubDown(): Promise<() => Promise<void>>;
  /** The folder that is open. */
  workspace: string;
  /** Environment of the extension host and the engine, for programs that shall see the same Hub and caches. */
  env: Record<string, string>;
  /** A picture of the window, kept as an artefact. */
  screenshot(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** What a session begins with, besides empty caches. */
export interface SessionOptions {
  settings?: Record<string, unknown>;
  workspaceTrust?: boolean;
  /** Text files of the workspace, by name. */
  files?: Record<string, string>;
  /** Files and folders that are copied into the workspace, by their names there. */
  copied?: Record<string, string>;
  /** More of the environment of the extension host and the engine. */
  env?: Record<string, string>;
  /** Folder of an extension that is loaded beside the one under test. */
  testExtension?: string;
  /** The language of the editor, where it is not English: `de`. */
  language?: string;
  /** More repositories of the Hub, and which of its repositories are gated. */
  repositories?: FakeRepository[];
  gated?: string[];
  /** Another folder to open than the workspace on disk: a URI. */
  folder?: string;
}

/** Starts everything, with empty caches and settings. */
export async function startSession(options: SessionOptions = {}): Promise<Session> {
  const profile = createProfile({ 'intermediateTaskRanker.defaultModel': sampleModel, ...options.settings });
  const workspace = sampleWorkspace();
  // Before the window opens: the file tree may miss what appears while it starts.
  for (const [name, text] of Object.entries(options.files ?? {})) writeFileSync(join(workspace, name), text);
  for (const [name, path] of Object.entries(options.copied ?? {}))
    cpSync(path, join(workspace, name), { recursive: true });
  if (options.testExtension !== undefined) symlinkSync(options.testExtension, join(profile.builtin, 'test-extension'));
  const { repositories = [], gated = [] } = options;
  const hub = await startSampleHub({ repositories, gated });
  const env = {
    HF_ENDPOINT: hub.endpoint,
    HF_HOME: join(profile.folder, 'hf'),
    XDG_CACHE_HOME: join(profile.folder, 'cache'),
    ...options.env,
  };
  installVsix(profile, vsixPath(thisTarget()));
  const { language, workspaceTrust = false } = options;
  if (language !== undefined) addLanguagePack(profile, language);
  const server = await startServer({ profile, env, workspaceTrust, language });
  const browser = await launchBrowser();
  const page = await newPage(browser);
  const workbench = new Workbench(page, profile);
  const screenshot = async (name: string) => {
    await page.screenshot({ path: join(artifacts(), `${name}.png`) });
  };
  const takeHubDown = async () => {
    await session.hub.stop();
    return async () => {
      const port = Number(new URL(hub.endpoint).port);
      session.hub = await startSampleHub({ repositories, gated, port });
    };
  };
  const stop = async () => {
    await browser.close();
    await server.stop();
    await session.hub.stop();
    profile.remove();
    rmSync(workspace, { recursive: true, force: true });
  };
  const session = { workbench, page, profile, server, hub, takeHubDown, workspace, env, screenshot, stop };
  try {
    await workbench.open(server.address(options.folder ?? workspace));
  } catch (error) {
    await stop();
    throw error;
  }
  return session;
}

/** The Hub of the samples on loopback. */
export function startSampleHub(options: FakeHubOptions = {}): Promise<FakeHub> {
  return startFakeHub({ folder: join(root, 'samples/hub'), ...options });
}

/** Keeps a picture of the window for each test that fails. Called at the top of a suite. */
export function photographFailures(session: () => Session): void {
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(() => session().screenshot(`failed ${task.name.replaceAll(/[^\w ]/g, '')}`));
  });
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(60_000);
  return context.newPage();
}

/** A folder of its own with the sample datasets: tests write into it. */
function sampleWorkspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tickets-'));
  cpSync(join(root, 'samples/datasets'), folder, { recursive: true });
  return folder;
}

function artifacts(): string {
  const folder = join(import.meta.dirname, 'artifacts');
  mkdirSync(folder, { recursive: true });
  return folder;
}
