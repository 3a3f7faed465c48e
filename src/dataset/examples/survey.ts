import type { ColumnKind, DropReason } from '../../protocol/dataset-facts.ts';
import { isMissingWord, isNumberText } from '../formats/csv/cell-text.ts';
import { DropCounter } from '../labels/drop-counter.ts';
import { LabelProfile } from '../labels/label-profile.ts';
import type { Row, RowFault, Table } from '../table/table.ts';
import { Opaque, textOf, type Value } from '../table/values.ts';
import type { ChosenColumns } from './choose-columns.ts';
import { UsableRows } from './sampling/usable-rows.ts';

/** What stands between several text columns, as in the reference. */
const SEPARATOR = ' [SEP] ';

/** A row whose text and label are there. What the label means takes all labels to know. */
export interface LabelledRow {
  number: number;
  text: string;
  label: Exclude<Value, null>;
}

/** What the first pass through a dataset finds out: everything that sampling needs, in memory that does not follow the rows. */
export interface Survey {
  rowsRead: number;
  /** Rows without text or label, or faulty. */
  drops: DropCounter;
  labels: LabelProfile;
  /** Where the rows are that have text and label. */
  usable: UsableRows;
  /** By text column. */
  texts: TextProfile[];
  /** The first faulty row of each kind. */
  firstFaults: Map<RowFault['reason'], { row: number; fault: RowFault }>;
  /** Words for "missing" in the label column of a file that has only text, with their counts. */
  missingWords: Map<string, number>;
  /** By column, text columns first: whether any row had a value. */
  seen: boolean[];
}

/** What a text column holds. */
export interface TextProfile {
  column: string;
  texts: number;
  numbers: number;
  opaque: number;
  /** The first that is no text. */
  example: string | null;
  kind: ColumnKind | null;
}

/** An empty survey of some columns. */
export function startSurvey(table: Table, { textColumns, labelColumn }: ChosenColumns): Survey {
  const label = table.columns.find(({ name }) => name === labelColumn);
  return {
    rowsRead: 0,
    drops: new DropCounter(),
    labels: new LabelProfile(label ?? { kind: null, classNames: null }, table.untyped),
    usable: new UsableRows(),
    texts: textColumns.map((column) => ({ column, texts: 0, numbers: 0, opaque: 0, example: null, kind: null })),
    firstFaults: new Map(),
    missingWords: new Map(),
    seen: new Array<boolean>(textColumns.length + 1).fill(false),
  };
}

/** Takes one row, whose values are those of the text columns and then the label. */
export function surveyRow(survey: Survey, row: Row, untyped: boolean): void {
  survey.rowsRead += 1;
  survey.usable.note(row.number, survey.labels);
  if (row.fault) noteFault(survey, row.number, row.fault);
  row.values.forEach((value, i) => {
    if (value === null) return;
    survey.seen[i] = true;
    const profile = survey.texts[i];
    if (profile) profileText(profile, value, untyped);
    else if (untyped) noteMissingWord(survey, value);
  });
  const usable = labelledRow(row, untyped);
  if ('drop' in usable) survey.drops.add(usable.drop, row.number);
  else survey.labels.add(usable.label, row.number);
}

/**
 * Text and label of a row, or why it is left out.
 * @param row Its values are those of the text columns and then the label.
 * @param untyped True where words like `NA` mean a missing value (CSV).
 */
export function labelledRow({ number, values, fault }: Row, untyped: boolean): LabelledRow | { drop: DropReason } {
  if (fault) return { drop: fault.reason };
  const read = textOfRow(values.slice(0, -1), untyped);
  if ('drop' in read) return read;
  const label = values.at(-1) ?? null;
  if (label === null || isMissing(label, untyped)) return { drop: 'missing-label' };
  if (typeof label === 'string' && label.trim() === '') return { drop: 'missing-label' };
  return { number, text: read.text, label };
}

/**
 * The text of a row, or why there is none. Of several text columns, one that is missing or empty is the empty text between its
 * separators; only where all are is there no text.
 * @param values Those of the text columns.
 */
export function textOfRow(values: readonly Value[], untyped: boolean): { text: string } | { drop: DropReason } {
  if (values.every((value) => isMissing(value, untyped))) return { drop: 'missing-text' };
  if (values.some((value) => value instanceof Opaque)) return { drop: 'not-text' };
  const parts = values.map((value) => (value === null || isMissing(value, untyped) ? '' : textOf(value)));
  if (parts.every((part) => part.trim() === '')) return { drop: 'empty-text' };
  return { text: parts.join(SEPARATOR) };
}

function isMissing(value: Value, untyped: boolean): boolean {
  return value === null || (untyped && typeof value === 'string' && isMissingWord(value));
}

function noteFault(survey: Survey, row: number, fault: RowFault): void {
  if (!survey.firstFaults.has(fault.reason)) survey.firstFaults.set(fault.reason, { row, fault });
}

function noteMissingWord({ missingWords }: Survey, value: Value): void {
  if (typeof value !== 'string' || value === '' || !isMissingWord(value)) return;
  missingWords.set(value, (missingWords.get(value) ?? 0) + 1);
}

function profileText(profile: TextProfile, value: Exclude<Value, null>, untyped: boolean): void {
  if (untyped && typeof value === 'string' && isMissingWord(value)) return;
  if (value instanceof Opaque) {
    profile.opaque += 1;
    profile.kind ??= value.kind;
    profile.example ??= value.preview;
  } else if (typeof value !== 'string' || (untyped && isNumberText(value))) {
    profile.numbers += 1;
    profile.kind ??= typeof value === 'boolean' ? 'boolean' : 'float';
    profile.example ??= textOf(value);
  } else {
    profile.texts += 1;
  }
}
