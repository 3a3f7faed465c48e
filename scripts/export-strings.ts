import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const root = join(import.meta.dirname, '..');

/** Files and folders whose sentences the editor or the notebook renderer shows, which the extension sends them to: a web page has no `vscode.l10n`. */
const folders = [
  'src/assistant/download-question.ts',
  'src/extension',
  'src/made-map',
  'src/ranking',
  'src/recipe',
  'src/renderer',
  'src/words',
];

/** Where translations start from, and what a translation of it is named after. */
export const bundleFile = join(root, 'l10n/bundle.l10n.json');

/**
 * Everything that goes through `vscode.l10n` or a `say`, which stands for it, as the text of `l10n/bundle.l10n.json`:
 * `npm run l10n` writes that file.
 *
 * @throws Error where a sentence cannot be found in the source, because something else than a literal is said
 */
export async function exportStrings(): Promise<string> {
  const files = globSync(
    folders.map((folder) => (folder.endsWith('.ts') ? folder : `${folder}/**/*.{ts,tsx}`)),
    { cwd: root },
  );
  const sources = files.sort().map((file) => ({
    extension: file.endsWith('x') ? '.tsx' : '.ts',
    contents: asVscodeCalls(join(root, file)),
  }));
  const strings = Object.entries(await getL10nJson(sources)).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(strings), null, 2)}\n`;
}

/** The source with every `say(…)` written as the call that l10n-dev looks for, and with the words of tables as calls of their own. */
function asVscodeCalls(file: string): string {
  const source = readFileSync(file, 'utf8');
  const words = tables(source).flatMap((table) => table.match(/'[^'\n]*'(?=,?$|[,\]])/gm) ?? []);
  const calls = source.replaceAll(/(?:\w+\.)?\bsay\((?=\s*(\S))/g, (call, first: string, at: number) => {
    if ('\'"`'.includes(first)) return 'vscode.l10n.t(';
    if (isDeclaration(source, at) || saysTable(source, at)) return call;
    const line = source.slice(0, at).split('\n').length;
    throw new Error(`${relative(root, file)}:${line}: only a literal can be exported for translation`);
  });
  const calledWords = words.map((word) => `vscode.l10n.t(${word});`);
  return ["import * as vscode from 'vscode';", calls, ...calledWords].join('\n');
}

const tableForms = {
  /** `const names: Record<…> = { … };`, said as `say(names[key])`. */
  names: /const names\b[^=]*= \{[^}]*\}/g,
  /** `[ … ].map((title) => say(title))`. */
  titles: /\[[^\]]*\]\.map\(\(title\) =>\s*say\(title\)/g,
};

function tables(source: string): string[] {
  return Object.values(tableForms).flatMap((form) => source.match(form) ?? []);
}

function saysTable(source: string, at: number): boolean {
  return /^(?:\w+\.)?say\((?:names\[|title\))/.test(source.slice(at));
}

function isDeclaration(source: string, at: number): boolean {
  return /^say\(template/.test(source.slice(at));
}

if (import.meta.main) {
  mkdirSync(join(root, 'l10n'), { recursive: true });
  writeFileSync(bundleFile, await exportStrings());
}
