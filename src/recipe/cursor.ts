import { type RecipeKey, recipeKey } from '../protocol/recipe-key.ts';
import type { TextRange } from './text-range.ts';

/**
 * What a person is writing at one place of a recipe. `typed` is what stands there already, which a completion replaces.
 * Found line by line and not by parsing, because a text that is being written is rarely YAML.
 */
export type Cursor =
  /** A key at the top: `rank` or `train`. */
  | { at: 'top'; typed: TextRange }
  /** A key below it. */
  | { at: 'key'; typed: TextRange }
  /** The value of a key. `inList`: within `[…]`; `glued`: right behind the colon, where YAML wants a blank first. */
  | { at: 'value'; key: RecipeKey; typed: TextRange; inList: boolean; glued: boolean }
  | { at: 'elsewhere' };

const elsewhere: Cursor = { at: 'elsewhere' };

/** What is being written at `offset`. */
export function cursorAt(text: string, offset: number): Cursor {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  if (/(^|\s)#/.test(before)) return elsewhere;
  const key = /^(\s*)([\w-]*)$/.exec(before);
  const list = openListAbove(text, lineStart);
  if (key !== null && list === null) return keyCursor(text, { indent: key[1] ?? '', lineStart, offset });
  const item = /^\s*-(\s+|$)/.exec(before);
  if (item !== null) return itemCursor(text, { lineStart, valueStart: lineStart + item[0].length, offset });
  const pair = /^\s+([\w-]+)\s*:(\s+|$)/.exec(before);
  if (pair !== null) return valueCursor(text, pair[1] ?? '', lineStart + pair[0].length, offset);
  return list === null ? elsewhere : listCursor(text, { key: list, from: lineStart, offset });
}

function keyCursor(text: string, place: { indent: string; lineStart: number; offset: number }): Cursor {
  const start = place.lineStart + place.indent.length;
  const typed = { start, end: endOf(text, place.offset, /^[\w-]*/) };
  return { at: place.indent === '' ? 'top' : 'key', typed };
}

function valueCursor(text: string, name: string, valueStart: number, offset: number): Cursor {
  const { data: key } = recipeKey.safeParse(name);
  if (key === undefined || offset < valueStart) return elsewhere;
  if (text[valueStart] === '[') return listCursor(text, { key, from: valueStart + 1, offset });
  return { at: 'value', key, inList: false, ...scalarAt(text, valueStart, offset) };
}

/** What is written of a scalar that begins at `start`, and whether a blank before it is missing. */
function scalarAt(text: string, start: number, offset: number): { typed: TextRange; glued: boolean } {
  return { typed: { start, end: endOfScalar(text, offset) }, glued: text[start - 1] === ':' };
}

/** Within `[…]`: the text between the commas around the cursor. */
function listCursor(text: string, { key, from, offset }: { key: RecipeKey; from: number; offset: number }): Cursor {
  if (offset < from || text.slice(from, offset).includes(']')) return elsewhere;
  const before = text.slice(from, offset);
  const itemStart = from + before.lastIndexOf(',') + 1;
  const start = itemStart + (/^[\s[]*/.exec(text.slice(itemStart, offset))?.[0].length ?? 0);
  return { at: 'value', key, inList: true, glued: false, typed: { start, end: endOf(text, offset, /^[^,\]\r\n]*/) } };
}

/** An item of a list with dashes: its key is on the nearest line above that ends in a colon. */
function itemCursor(text: string, place: { lineStart: number; valueStart: number; offset: number }): Cursor {
  const linesAbove = text.slice(0, place.lineStart).split('\n').reverse();
  const owner = linesAbove.find((line) => line.trim() !== '' && !/^\s*(-|#)/.test(line));
  const { data: key } = recipeKey.safeParse(/^\s+([\w-]+)\s*:\s*(#.*)?$/.exec(owner?.trimEnd() ?? '')?.[1]);
  if (key === undefined) return elsewhere;
  return { at: 'value', key, inList: false, ...scalarAt(text, place.valueStart, place.offset) };
}

/** The key whose `[` is open at the start of a line; null where none is. */
function openListAbove(text: string, lineStart: number): RecipeKey | null {
  const open = [...text.slice(0, lineStart).matchAll(/^[ \t]+([\w-]+)[ \t]*:\s*\[([^\]#]*)/gm)].at(-1);
  if (open === undefined || open.index + open[0].length < lineStart) return null;
  return recipeKey.safeParse(open[1]).data ?? null;
}

/** The end of the line, without a comment and the blanks before it. */
function endOfScalar(text: string, offset: number): number {
  const line = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
  const comment = line.search(/\s#/);
  return offset + (comment === -1 ? line : line.slice(0, comment)).trimEnd().length;
}

function endOf(text: string, offset: number, rest: RegExp): number {
  return offset + (rest.exec(text.slice(offset))?.[0].trimEnd().length ?? 0);
}
