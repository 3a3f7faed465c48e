import type { TrainingReport } from '../protocol/training-report.ts';
import { formatCount } from '../ranking/number-format.ts';
import { plainLine } from '../ranking/plain-text.ts';
import { english, type Translate } from '../ranking/sentences/translate.ts';
import { formatLength, formatShare } from './numbers.ts';
import type { TextTable } from './text-table.ts';

/** So many classes have a colour of their own; a person cannot tell more apart. */
export const colouredClasses = 8;

/** So many classes are listed; of more, those that moved farthest. */
export const listedClasses = 20;

/** How far the texts of one class moved. */
export interface ClassMovement {
  /** Index among the classes of the report, which its points name. */
  index: number;
  name: string;
  rows: number;
  mean: number;
  /** Of the farthest, 0 to 1. */
  share: number;
  /** Which of the colours it has; null: none of its own. */
  colour: number | null;
}

/** The classes, the farthest moved first; at most {@link listedClasses}. Those with the most rows have colours. */
export function classMovements({ movement }: Pick<TrainingReport, 'movement'>): ClassMovement[] {
  const farthest = Math.max(0, ...movement.classes.map(({ mean }) => mean));
  const colours = coloursOf(movement.classes);
  return movement.classes
    .map(({ name, rows, mean }, index) => ({
      index,
      name: plainLine(name),
      rows,
      mean,
      share: farthest === 0 ? 0 : mean / farthest,
      colour: colours.get(index) ?? null,
    }))
    .sort((a, b) => b.mean - a.mean)
    .slice(0, listedClasses);
}

function coloursOf(classes: TrainingReport['movement']['classes']): Map<number, number> {
  const byRows = classes.map(({ rows }, index) => ({ rows, index })).sort((a, b) => b.rows - a.rows);
  const shown = byRows.slice(0, colouredClasses).map(({ index }) => index);
  return new Map(shown.sort((a, b) => a - b).map((index, colour) => [index, colour]));
}

/** How far each class moved, as a table; null where rows have no class. */
export function movementTable(report: TrainingReport, say: Translate = english): TextTable | null {
  const classes = classMovements(report);
  if (classes.length === 0) return null;
  return {
    title: say('How far fine-tuning moved the embeddings'),
    heads: ['Class', 'Rows', 'Mean distance'].map((title) => say(title)),
    numeric: [false, true, true],
    rows: classes.map(({ name, rows, mean }) => [name, formatCount(rows), formatLength(mean)]),
  };
}

/** How far the texts moved, in a sentence. */
export function movementSentence({ movement }: TrainingReport, say: Translate = english): string {
  const mean = formatLength(movement.mean);
  const [first, last] = [classMovements({ movement }).at(0), classMovements({ movement }).at(-1)];
  if (first === undefined || last === undefined || first === last) {
    return say('Fine-tuning moved the embedding of a text by {0} on average.', mean);
  }
  return say(
    'Fine-tuning moved the embedding of a text by {0} on average: those of {1} the most ({2}), those of {3} the least ({4}).',
    mean,
    first.name,
    formatLength(first.mean),
    last.name,
    formatLength(last.mean),
  );
}

/** What the plane of the plot is, in a sentence. */
export function planeSentence({ movement }: TrainingReport, say: Translate = english): string {
  const [first, second] = movement.explained;
  return say(
    '{0} texts before (rings) and after fine-tuning (dots), in the plane of the first two principal components of both, which hold {1} and {2} of the variance.',
    formatCount(movement.points.length),
    formatShare(first),
    formatShare(second),
  );
}

/** The part of the plane that all points lie in, with a margin; each side at least a little longer than 0. */
export function planeOf({ movement }: Pick<TrainingReport, 'movement'>): { x: [number, number]; y: [number, number] } {
  const ends = movement.points.flatMap(({ before, after }) => [before, after]);
  return { x: rangeOf(ends.map(([x]) => x)), y: rangeOf(ends.map(([, y]) => y)) };
}

function rangeOf(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [-1, 1];
  const margin = 0.04 * (high - low) || 1;
  return [low - margin, high + margin];
}
