import { posix, relative, resolve, sep } from 'node:path';
import { NotebookCellOutput, NotebookCellOutputItem, type NotebookDocument } from 'vscode';
import { isDatasetAddress } from '../../protocol/hub-address.ts';
import type { Problem } from '../../protocol/problem.ts';
import { escapeHtml } from '../../ranking/export/escape-html.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import type { Voice } from '../../words/voice.ts';
import { candidateFolders } from './dataset-folder.ts';

/** A link of an output: what it says, and where it leads. */
interface Link {
  words: string;
  href: string;
}

/** Datasets that an editor shows as text, so that a place in them can be seen. */
const shownAsText = /\.(csv|tsv|json|jsonl|ndjson)$/i;

/**
 * The places that problems of a recipe are about, as links: its lines, and the dataset. Nothing where there is none. VS Code follows
 * links to the lines of a cell by the number of its run, and to files by paths from the notebook; a saved notebook holds no other path.
 *
 * @param run number of the run, as it stands beside the cell
 * @param lines of the recipe, from 1
 * @param folders null: there are none, so that no path can be followed
 */
export function placesOutput(
  problems: readonly Problem[],
  { run, lines, folders }: { run: number | undefined; lines: readonly number[]; folders: LinkFolders | null },
  voice: Voice,
): NotebookCellOutput | null {
  const links = [
    ...(run === undefined ? [] : lines.map((line) => lineLink(line, run, voice))),
    ...problems.flatMap((problem) => (folders === null ? [] : (fileLink(problem, folders, voice) ?? []))),
  ];
  const html = [...new Set(links.map(({ words, href }) => `<a href="${escapeHtml(href)}">${escapeHtml(words)}</a>`))];
  if (html.length === 0) return null;
  const style = 'font-family:var(--vscode-font-family);font-size:var(--vscode-font-size)';
  const item = NotebookCellOutputItem.text(`<div style="${style}">${html.join(' &nbsp;·&nbsp; ')}</div>`, 'text/html');
  return new NotebookCellOutput([item]);
}

/** Where paths start: those of a recipe, and those of links in the outputs of its notebook, both absolute. */
export interface LinkFolders {
  recipe: string;
  links: string;
}

/** Both for a notebook; null where an untitled one has no folder around it. @param recipe where the paths of its recipe start */
export function linkFolders(notebook: NotebookDocument, recipe: string | null): LinkFolders | null {
  const [links] = candidateFolders(notebook.uri);
  return recipe === null || links === undefined ? null : { recipe, links };
}

function lineLink(line: number, run: number, voice: Voice): Link {
  return {
    words: voice.say('Go to line {0}', line),
    href: `vscode-notebook-cell:?execution_count=${run}&line=${line}`,
  };
}

/** To the dataset that a problem is about, at the line that it names. */
function fileLink(problem: Problem, { recipe, links }: LinkFolders, voice: Voice): Link | null {
  if (problem.area !== 'dataset' || !('file' in problem) || problem.code === 'dataset-missing-file') return null;
  const { file } = problem;
  if (isDatasetAddress(file) || !shownAsText.test(file)) return null;
  const path = relative(links, resolve(recipe, file)).split(sep).join(posix.sep);
  const line = 'line' in problem ? problem.line : undefined;
  // With ./ in front no name reads like the scheme of an address.
  const href = `./${encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F')}${line === undefined ? '' : `:${line}`}`;
  const name = plainLine(file);
  return {
    words: line === undefined ? voice.say('Open {0}', name) : voice.say('Open {0} at line {1}', name, line),
    href,
  };
}
