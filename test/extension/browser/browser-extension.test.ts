import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bundleBrowserExtension } from '../../../scripts/bundle-browser-extension.ts';
import { stubVscode } from './vscode-stub.ts';

// The extension as vscode.dev loads it. The extension host of a browser fetches one file, runs it as CommonJS in a worker, and gives
// it `require('vscode')` and nothing else.

const manifest = z
  .object({
    type: z.literal('module'),
    browser: z.string(),
    extensionKind: z.array(z.string()),
    contributes: z.object({
      commands: z.array(z.object({ command: z.string(), enablement: z.string() })),
      menus: z.object({ commandPalette: z.array(z.object({ command: z.string(), when: z.string() })) }),
      notebookRenderer: z.array(z.object({ entrypoint: z.string() })),
    }),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')));

const extension = z.object({ activate: z.function({ input: [z.unknown()], output: z.void() }) });

let code = '';
let inputs: string[] = [];
beforeAll(async () => {
  const { outputFiles = [], metafile } = await bundleBrowserExtension({ write: false });
  code = outputFiles.find(({ path }) => path.endsWith(manifest.browser.slice(1)))?.text ?? '';
  inputs = Object.keys(metafile.inputs);
});

/** Runs the file with nothing of Node in sight, and activates the extension. */
function activate(options?: Parameters<typeof stubVscode>[0]) {
  const { vscode, recorded } = stubVscode(options);
  const module = { exports: {} };
  const require = (name: string) => {
    if (name !== 'vscode') throw new Error(`there is no ${name} in a browser`);
    return vscode;
  };
  runInContext(code, createContext({ module, exports: module.exports, require, Promise, Date, console }));
  const subscriptions: unknown[] = [];
  extension.parse(module.exports).activate({ subscriptions });
  return { ...recorded, subscriptions };
}

describe('the file', () => {
  it('is one, small, of no package, and asks for vscode alone', () => {
    expect(code.length).toBeGreaterThan(1000);
    expect(code.length).toBeLessThan(12_000);
    expect(inputs.filter((path) => path.includes('node_modules') || path.includes('engine/'))).toEqual([]);
    expect(new Set([...code.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name))).toEqual(new Set(['"vscode"']));
    expect(code).not.toMatch(/\bimport\(|node:|\bprocess\b|\bBuffer\b|__dirname/);
  });

  it('is called CommonJS by its ending, which the extension host of the browser asks for', () => {
    expect(manifest.browser).toMatch(/\.cjs$/);
    expect(manifest.extensionKind).not.toContain('-web');
  });
});

describe('in the browser', () => {
  it('every command is there', () => {
    const { commands, subscriptions } = activate();
    expect([...commands.keys()].sort()).toEqual(manifest.contributes.commands.map(({ command }) => command).sort());
    expect(subscriptions.length).toBe(commands.size + 1);
  });

  it('every command can be called: where there is no machine, trust and disk are not asked for', () => {
    const { commands, menus } = manifest.contributes;
    // Those of the view of maps stand in no palette, and the view is not there in a browser.
    const ofView = menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command);
    const offered = ({ command }: { command: string }) => !ofView.includes(command);
    for (const condition of [
      ...commands.filter(offered).map(({ enablement }) => enablement),
      ...menus.commandPalette.filter(offered).map((m) => m.when),
    ]) {
      expect(condition).toMatch(/\|\| isWeb && !remoteName$|^notebookType == 'jupyter-notebook'$/);
    }
  });

  it('each that needs the engine says why it cannot run and where it can', async () => {
    const { commands, messages } = activate();
    const own = ['insertTaskRankingCell', 'runAndGoOn'];
    for (const [name, run] of commands) if (!own.some((works) => name.endsWith(works))) await run();
    expect(messages.length).toBe(commands.size - own.length);
    for (const { text, detail, buttons } of messages) {
      expect(text).toBe('Ranking cannot run in the browser.');
      expect(detail).toMatch(/native code.*on your computer.*Remote.*codespace.*Saved rankings are shown/);
      expect(buttons).toEqual([]);
    }
  });

  it('offers to continue elsewhere where VS Code can', async () => {
    const known = ['workbench.editSessions.actions.continueEditSession'];
    const { commands, messages, executed } = activate({ known, picked: 'Continue Working On…' });
    await commands.get('intermediateTaskRanker.rank')?.();
    expect(messages[0]?.buttons).toEqual(['Continue Working On…']);
    expect(executed).toEqual(known);
  });

  it('a recipe that is run says it in its output, unless that holds a ranking', async () => {
    const { controllers, outputs, messages, ended } = activate();
    await controllers[0]?.executeHandler([{ outputs: [] }]);
    expect(outputs).toMatchObject([{ items: [{ message: expect.stringContaining('cannot run in the browser') }] }]);
    expect(messages).toEqual([]);
    await controllers[0]?.executeHandler([{ outputs: [{}] }]);
    expect(outputs.length).toBe(1);
    await expect.poll(() => messages.length).toBe(1);
    expect(ended).toEqual([false, false]);
  });

  it('a Python cell needs a notebook to be put into', async () => {
    const { commands, messages } = activate();
    await commands.get('intermediateTaskRanker.insertTaskRankingCell')?.();
    expect(messages[0]?.text).toMatch(/^Open the Python notebook/);
  });
});
