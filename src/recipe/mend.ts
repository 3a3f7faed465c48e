import type { Problem } from '../protocol/problem.ts';
import type { Mistake } from './recipe.ts';
import type { TextRange } from './text-range.ts';
import { writeScalar } from './write-scalar.ts';

/** How a mistake can be mended: what was meant, and the change of the text. */
export interface Mending {
  /** As a person names it. */
  meant: string;
  insert: string;
  range: TextRange;
}

/** What stands in the recipe, and what was most likely meant by it. `raw`: no YAML scalar of its own. */
interface Meant {
  written: string;
  meant: string;
  raw?: boolean;
}

/**
 * The change that puts what was meant into the place of what is written, where the problem knows that; null where it does not, and
 * where the marked place does not hold it.
 */
export function mendingOf({ problem, range }: Mistake, text: string): Mending | null {
  const found = meantBy(problem);
  if (found === null) return null;
  const { written, meant, raw = false } = found;
  const marked = text.slice(range.start, range.end);
  if (raw) return marked.includes(written) ? { meant, insert: marked.replace(written, () => meant), range } : null;
  // A value may stand in quotes, and a dataset before the column that belongs to it.
  const value = marked.replace(/^(["'])(.*)\1$/s, '$2');
  if (!value.includes(written)) return null;
  return {
    meant,
    insert: writeScalar(
      value.replace(written, () => meant),
      true,
    ),
    range,
  };
}

function meantBy(problem: Problem): Meant | null {
  switch (problem.code) {
    case 'recipe-unknown-key':
      return meant(problem.key, problem.nearest, true);
    case 'filter-unknown-field':
      return meant(problem.field, problem.nearest, true);
    case 'recipe-not-one-of':
      return meant(problem.value, problem.nearest);
    case 'dataset-no-such-column':
      return meant(problem.column, problem.nearest);
    case 'dataset-missing-file':
      return meant(problem.file, problem.nearest);
    case 'dataset-no-such-split':
    case 'hub-dataset-no-such-split':
      return meant(problem.split, problem.nearest);
    case 'hub-dataset-no-such-config':
      return meant(problem.config, problem.nearest);
    case 'hub-repository-not-found':
      return meant(problem.repo, problem.nearest);
    case 'run-nothing-to-rank':
      return meant(problem.model, problem.nearest);
    default:
      return null;
  }
}

function meant(written: string, nearest: string | null | undefined, raw = false): Meant | null {
  return nearest === null || nearest === undefined ? null : { written, meant: nearest, raw };
}
