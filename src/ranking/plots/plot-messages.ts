import type { RankedTask, RankingDocument } from '../document.ts';
import { formatCount, scoreFormat } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { baselineLabel } from '../sentences/baseline.ts';
import { countsSentence } from '../sentences/standing.ts';
import { english, type Translate } from '../sentences/translate.ts';
import { summarise } from '../summary.ts';
import { taskName } from '../task-name.ts';
import type { ClassCell, ClassEvidence } from './class-evidence-data.ts';

/** What the distribution says, for those who do not see it. */
export function distributionMessage(document: RankingDocument, say: Translate = english): string {
  const { best, total } = summarise(document);
  const worst = document.tasks.at(-1);
  if (best === null || worst === undefined) return say('There are no scores.');
  const format = scoreFormat(document, '−');
  const range = [formatCount(total), format.score(worst.score), format.score(best.score)];
  if (document.baseline === null) {
    return say('Scores of {0} tasks lie between {1} and {2}. The baseline is not known.', ...range);
  }
  return say(
    'Scores of {0} tasks lie between {1} and {2}. The baseline is {3}. {4}',
    ...range,
    format.score(document.baseline.score),
    countsSentence(document, say),
  ).trimEnd();
}

/** What the dot plot says. */
export function topTasksMessage(
  document: RankingDocument,
  tasks: readonly RankedTask[] = document.tasks,
  say: Translate = english,
): string {
  const [first] = tasks;
  if (first === undefined) return say('There are no tasks.');
  const format = scoreFormat(document, '−');
  const top = [formatCount(Math.min(20, tasks.length)), plainLine(taskName(first)), format.score(first.score)];
  if (document.baseline === null) {
    return say('Scores of the first {0} tasks, from {1} with {2}. The baseline is not known.', ...top);
  }
  return say(
    'Scores of the first {0} tasks, from {1} with {2}. {3}: {4}.',
    ...top,
    baselineLabel(say),
    format.score(document.baseline.score),
  );
}

/** What the heat map says: where a task helps most, and how many cells are below the baseline. */
export function classEvidenceMessage(
  document: RankingDocument,
  { cells, classes }: ClassEvidence,
  say: Translate = english,
): string {
  const strongest = cells.reduce((best, cell) => (cell.difference > best.difference ? cell : best), cells[0] ?? noCell);
  const worse = cells.filter(({ difference }) => difference < 0).length;
  const all = document.target.classes.length;
  const shown = classes === all ? formatCount(all) : say('{0} of {1}', formatCount(classes), formatCount(all));
  return say(
    'Evidence of {0} classes against the baseline. {1} helps most with "{2}", by {3}. {4} of {5} cells are below the baseline.',
    shown,
    strongest.name,
    strongest.className,
    scoreFormat(document, '−').difference(strongest.difference),
    formatCount(worse),
    formatCount(cells.length),
  );
}

const noCell: Pick<ClassCell, 'name' | 'className' | 'difference'> = { name: '', className: '', difference: 0 };
