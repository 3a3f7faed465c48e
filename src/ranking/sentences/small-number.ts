import { formatCount } from '../number-format.ts';
import type { Translate } from './translate.ts';

/** A count as a word where it is one of two to six. */
export function smallNumber(count: number, say: Translate): string {
  const words = [say('two'), say('three'), say('four'), say('five'), say('six')];
  return words[count - 2] ?? formatCount(count);
}
