import type { ColumnKind, DropReason } from '../../protocol/dataset-facts.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Task } from '../../protocol/rank-request.ts';
import { booleanOfText, isNumberText, numberOfText } from '../formats/csv/cell-text.ts';
import { Opaque, type Value, WrittenFloat } from '../table/values.ts';
import type { LabelProfile } from './label-profile.ts';
import type { LabelValue } from './label-value.ts';

/** Where labels come from. */
export interface LabelPlace {
  file: string;
  column: string;
}

/** How the labels of a column are to be taken. */
export interface LabelReading {
  task: Task;
  kind: ColumnKind;
  /** The label, or why the row is left out. Regression gives numbers. */
  read(value: Exclude<Value, null>): LabelValue | { drop: DropReason };
}

/**
 * Decides what labels mean from all of them: text, whole numbers and truth values are classes, numbers with fractions a
 * regression, as in the reference; `task` overrules it.
 * @throws ProblemError `dataset-label-kind`, `dataset-mixed-labels`, `dataset-label-not-number`, `dataset-label-not-finite`.
 */
export function readLabelsAs(
  profile: LabelProfile,
  task: Task | undefined,
  { file, column }: LabelPlace,
): LabelReading {
  const kind = profile.kind();
  if (kind === 'mixed') {
    throw new ProblemError({ area: 'dataset', code: 'dataset-mixed-labels', file, column, kinds: profile.kinds() });
  }
  if (kind === 'date' || kind === 'list' || kind === 'struct' || kind === 'binary') {
    const row = profile.kinds()[0]?.firstRow ?? null;
    throw new ProblemError({ area: 'dataset', code: 'dataset-label-kind', file, column, kind, row });
  }
  const chosen = task ?? (kind === 'float' ? 'regression' : 'classification');
  if (chosen === 'regression') {
    const { firstNonNumber, firstNotFinite } = profile;
    if (firstNonNumber && kind !== 'boolean') {
      throw new ProblemError({ area: 'dataset', code: 'dataset-label-not-number', file, column, ...firstNonNumber });
    }
    if (firstNotFinite) {
      throw new ProblemError({ area: 'dataset', code: 'dataset-label-not-finite', file, column, ...firstNotFinite });
    }
    return { task: chosen, kind, read: readNumber };
  }
  return { task: chosen, kind, read: (value) => readClass(value, kind) };
}

/** Whether labels that are -1 (`unlabelled`) or infinite (`not-finite-label`) leave their rows out. Regression refuses the latter. */
export function leavesOut({ task, kind }: LabelReading, reason: DropReason): boolean {
  if (task === 'regression') return false;
  return reason === 'unlabelled' ? kind === 'integer' || kind === 'class-label' : kind === 'float';
}

function readNumber(value: Exclude<Value, null>): LabelValue {
  const truth = typeof value === 'string' ? booleanOfText(value) : value;
  return typeof truth === 'boolean' ? Number(truth) : numberOf(value);
}

function readClass(value: Exclude<Value, null>, kind: ColumnKind): LabelValue | { drop: DropReason } {
  switch (kind) {
    case 'integer':
    case 'class-label': {
      const integer = integerOf(value);
      return integer === -1 ? { drop: 'unlabelled' } : integer;
    }
    case 'float': {
      const number = numberOf(value);
      return Number.isFinite(number) ? number : { drop: 'not-finite-label' };
    }
    case 'boolean':
      return typeof value === 'string' ? (booleanOfText(value) ?? value) : Boolean(value);
    default:
      return String(value);
  }
}

function integerOf(value: Exclude<Value, null>): LabelValue {
  if (typeof value !== 'string') return typeof value === 'bigint' ? value : numberOf(value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value.trim().replace(/^\+/, ''));
}

function numberOf(value: Exclude<Value, null>): number {
  if (value instanceof WrittenFloat) return value.value;
  if (value instanceof Opaque) return Number.NaN;
  if (typeof value !== 'string') return Number(value);
  return isNumberText(value) ? numberOfText(value) : Number.NaN;
}
