import type { TextLook } from '../../../protocol/dataset-facts.ts';
import { walkBrackets } from './nesting.ts';

const START_LENGTH = 60;

/** What a text that is no JSON looks like, so that its writer sees what happened; undefined where nothing comes to mind. */
export function lookOf(text: string): TextLook | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('<')) return 'markup';
  if (trimmed.startsWith('version https://git-lfs')) return 'lfs-pointer';
  if (/^(?:\/\/|\/\*|#)/.test(trimmed)) return 'comment';
  if (/^[[(]?\s*\{\s*'/.test(trimmed)) return 'python-dict';
  if (trimmed.startsWith('{')) return lookOfObject(trimmed);
  return /^[[\]"\d-]|^(?:true|false|null|NaN|Infinity)\b/.test(trimmed) ? undefined : 'plain-text';
}

function lookOfObject(text: string): TextLook | undefined {
  const { firstEnd, trailingComma } = walkBrackets(text);
  if (firstEnd < 0) return 'unfinished';
  const rest = text.slice(firstEnd).trimStart();
  if (/^,?\s*\{/.test(rest)) return 'several-objects';
  if (/^\{\s*[\p{L}_$]/u.test(text)) return 'bare-keys';
  if (/^\{\s*"[^"\\]*"\s*:\s*(?:None|True|False)\b/.test(text)) return 'python-dict';
  return trailingComma ? 'trailing-comma' : undefined;
}

/** The start of a text, to be shown. */
export function startOf(text: string): string {
  const trimmed = text.trim();
  return trimmed.length <= START_LENGTH ? trimmed : `${trimmed.slice(0, START_LENGTH - 1)}…`;
}
