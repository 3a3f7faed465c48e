import type { DatasetInspection, InspectedColumn } from '../../protocol/dataset-inspection.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Task } from '../../protocol/rank-request.ts';
import { labelNames } from './judge-column.ts';

/** Names under which texts are found so often that one of them settles it. */
const textNames = ['text', 'sentence', 'content'];

/** Names of two columns that belong together. */
const textPairs = [
  ['premise', 'hypothesis'],
  ['sentence1', 'sentence2'],
  ['question1', 'question2'],
];

/** Columns that the user chose already. */
export interface KnownColumns {
  textColumns?: readonly string[] | undefined;
  labelColumn?: string | undefined;
}

type Guess = DatasetInspection['guess'];

/**
 * The columns that the data make certain: the only one that can be the text or the label, or the only one of these with a name
 * that says so.
 */
export function guessColumns(columns: readonly InspectedColumn[], known: KnownColumns = {}): Guess {
  const labelColumn = known.labelColumn ?? sureLabel(labelCandidates(columns, known));
  const textColumns = known.textColumns ? [...known.textColumns] : sureTexts(textCandidates(columns, labelColumn));
  const label = columns.find(({ name }) => name === labelColumn);
  return {
    textColumns,
    textCandidates: textCandidates(columns, labelColumn).map(({ name }) => name),
    labelColumn,
    labelCandidates: labelCandidates(columns, known).map(({ name }) => name),
    task: label?.label.task ?? null,
  };
}

/**
 * The columns of a dataset, where the user left some out.
 * @throws ProblemError `dataset-columns-unsure`, with the columns that it could be; `dataset-no-rows`.
 */
export function inferColumns(
  { source, columns, scannedRows, sheet, sheets }: DatasetInspection,
  known: KnownColumns,
): { textColumns: string[]; labelColumn: string; task: Task | null } {
  if (scannedRows === 0) throw new ProblemError({ area: 'dataset', code: 'dataset-no-rows', file: source });
  const labelColumn = guessColumns(columns, known).labelColumn ?? unfitLabel(columns, known);
  const { task, ...guessed } = guessColumns(columns, { ...known, labelColumn: labelColumn ?? undefined });
  const textColumns = guessed.textColumns ?? unfitText(columns, labelColumn);
  const names = columns.map(({ name }) => name).slice(0, 100);
  const unsure = (role: 'text' | 'label', could: string[]) =>
    new ProblemError({
      area: 'dataset',
      code: 'dataset-columns-unsure',
      file: source,
      role,
      candidates: could,
      columns: names,
      ...(sheet !== undefined && { sheet, sheets }),
    });
  if (labelColumn === null) throw unsure('label', guessed.labelCandidates);
  if (textColumns === null) throw unsure('text', guessed.textCandidates);
  return { textColumns, labelColumn, task };
}

/**
 * The text columns of a dataset of which only texts are read.
 * @throws ProblemError `dataset-columns-unsure`, `dataset-no-rows`.
 */
export function inferTextColumns({ source, columns, scannedRows, sheet, sheets }: DatasetInspection): string[] {
  if (scannedRows === 0) throw new ProblemError({ area: 'dataset', code: 'dataset-no-rows', file: source });
  const { textColumns, labelColumn, textCandidates: candidates } = guessColumns(columns);
  const found = textColumns ?? unfitText(columns, labelColumn);
  if (found !== null) return found;
  const names = columns.map(({ name }) => name).slice(0, 100);
  throw new ProblemError({
    area: 'dataset',
    code: 'dataset-columns-unsure',
    file: source,
    role: 'text',
    candidates,
    columns: names,
    ...(sheet !== undefined && { sheet, sheets }),
  });
}

function textCandidates(columns: readonly InspectedColumn[], labelColumn: string | null): InspectedColumn[] {
  return columns.filter(({ name, text }) => text.possible && name !== labelColumn);
}

/** Those whose name says so first. */
function labelCandidates(columns: readonly InspectedColumn[], { textColumns = [] }: KnownColumns): InspectedColumn[] {
  const possible = columns.filter(({ name, label }) => label.possible && !textColumns.includes(name));
  const isNamed = ({ name }: InspectedColumn) => labelNames.includes(name.toLowerCase());
  return [...possible.filter(isNamed), ...possible.filter((column) => !isNamed(column))];
}

function sureLabel(candidates: readonly InspectedColumn[]): string | null {
  if (candidates.length === 1) return candidates[0]?.name ?? null;
  const exact = candidates.find(({ name }) => name.toLowerCase() === 'label');
  const named = candidates.filter(({ name }) => labelNames.includes(name.toLowerCase()));
  return exact?.name ?? (named.length === 1 ? (named[0]?.name ?? null) : null);
}

/**
 * Where nothing can be the label, the column that is named so: what is wrong with it says more than that there is no label.
 */
function unfitLabel(columns: readonly InspectedColumn[], known: KnownColumns): string | null {
  if (labelCandidates(columns, known).length > 0) return null;
  return columns.find(({ name }) => name.toLowerCase() === 'label')?.name ?? null;
}

/** The same for the text. */
function unfitText(columns: readonly InspectedColumn[], labelColumn: string | null): string[] | null {
  if (textCandidates(columns, labelColumn).length > 0) return null;
  const named = columns.find(({ name }) => name !== labelColumn && name.toLowerCase() === 'text');
  return named ? [named.name] : null;
}

function sureTexts(candidates: readonly InspectedColumn[]): string[] | null {
  const names = candidates.map(({ name }) => name);
  const pair = textPairs.find((both) => both.every((name) => names.includes(name)));
  if (pair) return pair;
  const named = names.filter((name) => textNames.includes(name.toLowerCase()));
  if (named.length === 1) return named;
  const free = candidates.filter(({ text }) => text.reason.code === 'free-text').map(({ name }) => name);
  if (free.length === 1) return free;
  return names.length === 1 ? names : null;
}
