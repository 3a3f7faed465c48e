import { basename } from 'node:path/posix';
import { type Document, isMap, isNode, isSeq, LineCounter, type Node, parseDocument, stringify } from 'yaml';
import type { TrainingProblem } from '../protocol/problems/training.ts';
import { parseRecipe } from './parse-recipe.ts';
import type { Recipe } from './recipe.ts';

/** One map of a list. */
export interface ListedMap {
  /** Of its folder. */
  name: string;
  /** Where it begins in the list, from 1. */
  line: number;
  recipe: Recipe;
}

/** Why a text is no list of maps. */
export type MapListFault = Pick<
  Extract<TrainingProblem, { code: 'training-list' }>,
  'fault' | 'entry' | 'key' | 'detail'
>;

/** What the command line says of every map of a list, before the list itself. */
export interface MapListSettings {
  base?: string | undefined;
  /** Folder of a map by its name. */
  out(name: string): string;
}

const topKeys = ['all', 'maps'];

/** Of a folder on every system: no separator, no control character, nothing that leads elsewhere. */
const folderName = /^[\p{L}\p{N}_][\p{L}\p{N}_. -]{0,199}$/u;

/**
 * Reads a list of maps to make: YAML with the settings of each under `maps:`, those of a recipe's `train:` and a `name`, and of all of them
 * under `all:`. What is wrong with one map is a mistake of its recipe.
 */
export function parseMapList(text: string, settings: MapListSettings): ListedMap[] | MapListFault {
  const lines = new LineCounter();
  // Seeds may exceed 2^53.
  const document = parseDocument(text, { prettyErrors: false, lineCounter: lines, intAsBigInt: true });
  const [broken] = document.errors;
  if (broken !== undefined) return fault('not-yaml', null, '', broken.message);
  const root: unknown = document.contents;
  const maps = isMap(root) ? root.get('maps', true) : null;
  if (!isMap(root) || !isSeq(maps) || maps.items.length === 0) return fault('no-maps', null, '', '');
  const unknown = root.items.map(({ key }) => String(key)).find((key) => !topKeys.includes(key));
  if (unknown !== undefined) return fault('unknown-key', 0, unknown, '');
  const ofAll = plain(root.get('all', true), document) ?? {};
  const listed: ListedMap[] = [];
  for (const [index, node] of maps.items.entries()) {
    const own = plain(node, document);
    if (own === null) return fault('not-a-mapping', index + 1, '', '');
    const { name: given, ...values } = { ...ofAll, ...own };
    if ('out' in values) return fault('own-folder', index + 1, 'out', String(values.out));
    const name = given === undefined ? nameOf(values) : String(given);
    if (!folderName.test(name)) return fault('bad-name', index + 1, 'name', name);
    const twin = listed.findIndex((other) => other.name.toLowerCase() === name.toLowerCase());
    if (twin >= 0) return fault('same-folder', index + 1, 'name', name);
    const base = settings.base === undefined ? {} : { base: settings.base };
    const recipe = parseRecipe(stringify({ train: { ...values, ...base, out: settings.out(name) } }));
    listed.push({ name, line: lineOf(node, lines), recipe });
  }
  return listed;
}

/** `ESM_` and the dataset, as maps on the Hub are named: `/` becomes `__`, and the subset stands behind. */
function nameOf({ dataset, config, subset }: Record<string, unknown>): string {
  const written = String(dataset ?? '').replaceAll('\\', '/');
  const id = /^hf:(?:\/\/datasets\/)?(.+)$/i.exec(written)?.[1];
  const task = id ?? basename(written).replace(/(?<=.)(\.[A-Za-z0-9]{1,8}){1,2}$/, '');
  const parts = [task, subset ?? config].filter((part) => part !== undefined && part !== null && part !== '');
  return `ESM_${parts.join('_')}`.replaceAll('/', '__').replaceAll(/[^\w.-]+/g, '-');
}

/** The values of a mapping; null for anything else. */
function plain(node: unknown, document: Document): Record<string, unknown> | null {
  return isMap(node) ? node.toJS(document) : null;
}

function lineOf(node: unknown, lines: LineCounter): number {
  const start = isNode(node) ? (startOf(node) ?? 0) : 0;
  return lines.linePos(start).line;
}

function startOf(node: Node): number | undefined {
  return node.range?.[0];
}

function fault(kind: MapListFault['fault'], entry: number | null, key: string, detail: string): MapListFault {
  return { fault: kind, entry, key, detail };
}
