import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vscodeFolder } from './vscode-folder.ts';

/** Folders of one VS Code: its data, its installed extensions, the built-in ones it may load, and its sockets. */
export interface Profile {
  folder: string;
  data: string;
  extensions: string;
  builtin: string;
  /** Kept short: a Unix socket's path must not exceed 107 characters. */
  temporary: string;
  remove(): void;
}

/** Built-in extensions that the tests need. Fewer make the workbench ready seconds earlier, without the noise of git and copilot. */
const builtinExtensions = [
  'configuration-editing',
  'ipynb',
  'json',
  'markdown-basics',
  'notebook-renderers',
  'python',
  'theme-defaults',
  'theme-modern-icons',
  'theme-seti',
  'yaml',
];

/** A bare workbench: no dialogs, toasts, tours, chat or updates, nothing that moves, and no popups over what is clicked. */
const bareSettings = {
  // Or typed text of several lines is indented ever deeper.
  '[yaml]': { 'editor.autoIndent': 'none' },
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
  'workbench.colorTheme': 'Dark Modern',
  'workbench.enableExperiments': false,
  'workbench.hover.delay': 3_600_000,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Makes a fresh profile in the system's temporary folder. Settings must stand there before the server starts: it does not watch the file. */
export function createProfile(settings: Record<string, unknown> = {}): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  const [data, extensions, builtin, temporary] = ['data', 'extensions', 'builtin', 't'].map((name) =>
    join(folder, name),
  );
  if (!data || !extensions || !builtin || !temporary) throw new Error('unreachable: four names give four paths');
  for (const path of [join(data, 'data/User'), extensions, builtin, temporary]) mkdirSync(path, { recursive: true });
  writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify({ ...bareSettings, ...settings }, null, 2));
  for (const name of builtinExtensions)
    symlinkSync(join(vscodeFolder, 'extensions', name), join(builtin, name), 'junction');
  return {
    folder,
    data,
    extensions,
    builtin,
    temporary,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
