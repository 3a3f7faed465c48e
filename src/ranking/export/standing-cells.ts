import { differenceToBaseline } from '../baseline.ts';
import type { RankedTask, RankingDocument } from '../document.ts';
import type { ScoreFormat } from '../number-format.ts';
import { standingMark } from '../sentences/standing.ts';
import type { Translate } from '../sentences/translate.ts';
import { markedToTry } from '../shortlist.ts';
import { marginOfError, standingOf } from '../standing.ts';

/** The difference to the baseline with half of its 95 % interval: `+0.0046 ± 0.0035`; empty where the baseline is not known. */
export function differenceCell(task: RankedTask, document: RankingDocument, format: ScoreFormat): string {
  const difference = differenceToBaseline(task, document);
  if (difference === null) return '';
  const margin = marginOfError(task);
  return margin === null ? format.difference(difference) : `${format.difference(difference)} ${format.margin(margin)}`;
}

/** Whether the task likely helps, and whether it is one to try or stands under one that is alike. */
export function helpsCell(task: RankedTask, document: RankingDocument, say: Translate): string {
  const standing = standingMark(standingOf(task, document), say);
  return [standing, notice(task, document, say)].filter((part) => part !== '').join(', ');
}

function notice(task: RankedTask, document: RankingDocument, say: Translate): string {
  if (markedToTry(document).includes(task)) return say('to try');
  const other = document.tasks.find(({ repo }) => repo !== null && repo === task.alike);
  return other === undefined ? '' : say('alike rank {0}', other.rank);
}
