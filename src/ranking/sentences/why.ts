import { whereGainIs } from '../class-gains.ts';
import type { RankedTask, RankingDocument } from '../document.ts';
import { plainLine } from '../plain-text.ts';
import { standingOf } from '../standing.ts';
import type { Translate } from './translate.ts';

/** In which classes the gain of a task is, where the evidence per class has a clear answer and the task is likely to help; else empty. */
export function whySentence(task: RankedTask, document: RankingDocument, say: Translate): string {
  if (standingOf(task, document) !== 'likely') return '';
  const where = whereGainIs(task, document);
  if (where === null) return '';
  const [first = '', second] = where.classes.map((index) => plainLine(document.target.classes[index] ?? ''));
  if (second !== undefined) return say('Nearly all of its gain is in two classes: {0} and {1}.', first, second);
  const percent = Math.round(100 * where.share);
  switch (where.amount) {
    case 'nearly-all':
      return say('Nearly all of its gain is in one class: {0}.', first);
    case 'most':
      return say('Most of its gain is in one class: {0} ({1} %).', first, percent);
    case 'large-part':
      return say('A large part of its gain is in one class: {0} ({1} %).', first, percent);
  }
}
