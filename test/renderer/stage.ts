/// <reference path="./stage-page.d.ts" />
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { bundleRenderer } from '../../scripts/bundle-renderer.mjs';
import { trainingMime } from '../../src/made-map/format-names.ts';
import { rankingMime } from '../../src/ranking/document.ts';
import type { Dictionary } from '../../src/ranking/renderer-messages.ts';

/** Themes of which the folder `themes` holds the values. */
export const themeNames = ['light', 'dark', 'high-contrast', 'high-contrast-light', 'light-2026', 'dark-2026'] as const;

export type ThemeName = (typeof themeNames)[number];

/** A page as strict as any that VS Code might use: no inline script or style, no evaluation of text. */
const policy = "default-src 'none'; script-src 'self'; style-src 'nonce-stage'; img-src data: blob:";

const origin = 'http://localhost';

/** The built renderer in a real browser, without VS Code around it. */
export interface Stage {
  browser: Browser;
  /** A page with nothing shown yet. */
  open(options?: StageOptions): Promise<StagePage>;
  close(): Promise<void>;
}

export interface StageOptions {
  theme?: ThemeName;
  /** Width and height of the window in CSS pixels. Default: 982 px, that of an output in VS Code with a side bar. */
  width?: number;
  height?: number;
  /** What `getState` gives first. */
  state?: unknown;
  /** Answers of the extension; default: there is no extension. */
  actions?: readonly string[];
  /** What the extension sends of the editor's language; default: it speaks English. */
  words?: Dictionary;
  /** Rankings of the notebook that the extension tells, beside `actions`. */
  rankings?: readonly unknown[];
  /** Zoom of the page, as the browser's own zoom. */
  zoom?: number;
  reducedMotion?: boolean;
}

export interface StagePage {
  page: Page;
  /** Calls `renderOutputItem`; the same id again updates the output. */
  show(document: unknown, id?: string): Promise<void>;
  /** The same for the report of a map that was made. */
  showReport(report: unknown, id?: string): Promise<void>;
  /** Brings a document into the page, for `stage.paintPrepared`. */
  prepare(document: unknown): Promise<void>;
  dispose(id?: string): Promise<void>;
  /** What the renderer last gave to `setState`. */
  state(): Promise<unknown>;
  /** What the renderer sent to the extension, without `hello`. */
  messages(): Promise<unknown[]>;
  setTheme(theme: ThemeName): Promise<void>;
  /** Errors of the page so far: exceptions, violations of the policy, errors on the console. */
  errors: string[];
  close(): Promise<void>;
}

/** Bundles the renderer and starts a browser. */
export async function openStage(): Promise<Stage> {
  const outdir = await mkdtemp(join(tmpdir(), 'renderer-'));
  await bundleRenderer({ outdir });
  const files = new Map<string, string>();
  for (const name of await readdir(outdir)) files.set(`/${name}`, await readFile(join(outdir, name), 'utf8'));
  await rm(outdir, { recursive: true });
  files.set('/stage.js', await readFile(new URL('stage-page.js', import.meta.url), 'utf8'));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--force-color-profile=srgb'],
  });
  return {
    browser,
    open: (options = {}) => openPage(browser, files, options),
    close: () => browser.close(),
  };
}

/** The values of one theme as VS Code gives them. */
export function readTheme(name: ThemeName): {
  bodyClass: string;
  background: string;
  variables: Record<string, string>;
} {
  return JSON.parse(readFileSync(new URL(`themes/${basename(name)}.json`, import.meta.url), 'utf8'));
}

async function openPage(
  browser: Browser,
  files: ReadonlyMap<string, string>,
  options: StageOptions,
): Promise<StagePage> {
  const { width = 982, height = 1100, theme = 'light', zoom = 1 } = options;
  const context = await browser.newContext({
    // Zooming a page leaves fewer CSS pixels and draws each with more.
    viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
    deviceScaleFactor: zoom,
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  await page.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const script = files.get(pathname);
    if (script !== undefined) return route.fulfill({ contentType: 'text/javascript', body: script });
    if (pathname !== '/') return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: 'text/html', headers: { 'content-security-policy': policy }, body: shell });
  });
  await page.goto(`${origin}/`);
  const setTheme = (name: ThemeName) => page.evaluate((values) => stage.setTheme(values), readTheme(name));
  await setTheme(theme);
  await page.evaluate(([state, actions, words, rankings]) => stage.start(state, actions, words, rankings), [
    options.state,
    options.actions,
    options.words,
    options.rankings,
  ] as const);
  return {
    page,
    errors,
    setTheme,
    show: (document, id = 'output') =>
      page.evaluate(([value, name, mime]) => stage.show(value, name, mime), [document, id, rankingMime] as const),
    showReport: (report, id = 'output') =>
      page.evaluate(([value, name, mime]) => stage.show(value, name, mime), [report, id, trainingMime] as const),
    prepare: (document) =>
      page.evaluate(([value, mime]) => stage.prepare(value, mime), [document, rankingMime] as const),
    dispose: (id) => page.evaluate((name) => stage.dispose(name), id),
    state: () => page.evaluate(() => stage.state),
    messages: () => page.evaluate(() => stage.messages),
    close: () => context.close(),
  };
}

const shell = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Notebook</title>
<style nonce="stage">
html { font-size: 13px; }
body { margin: 0; padding: 0 8px; font-size: 14px; }
</style>
<script type="module" src="/stage.js"></script>
</head>
<body><main id="outputs"></main></body>
</html>`;
