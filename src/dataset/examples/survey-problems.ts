import { ProblemError } from '../../protocol/problem.ts';
import { invalidJson } from '../formats/json/record-table.ts';
import type { LabelPlace, LabelReading } from '../labels/label-reading.ts';
import { className } from '../labels/label-value.ts';
import type { Table } from '../table/table.ts';
import { type ChosenColumns, findColumn, noSuchColumn } from './choose-columns.ts';
import type { Survey, TextProfile } from './survey.ts';

/** More classes are no classification that a few examples of each could tell apart. */
const CLASS_LIMIT = 1000;

/** Labels of which more than this share are different, in so many rows or more, name the rows. */
const ID_SHARE = 0.9;
const ID_ROWS = 10;

/**
 * Stops at a dataset that cannot be what the user means, before its labels are looked at.
 * @throws ProblemError `dataset-no-rows`, `dataset-ragged-rows`, `dataset-invalid-json`, `dataset-no-such-column`,
 * `dataset-text-kind`, `dataset-no-usable-rows`.
 */
export async function checkSurvey(
  file: string,
  table: Table,
  { textColumns, labelColumn }: ChosenColumns,
  survey: Survey,
  textCandidates: () => Promise<string[]>,
): Promise<void> {
  if (survey.rowsRead === 0) throw new ProblemError({ area: 'dataset', code: 'dataset-no-rows', file });
  checkFaults(file, survey);
  [...textColumns, labelColumn].forEach((column, i) => {
    if (!survey.seen[i] && !findColumn(table, column)) throw noSuchColumn(file, table, column);
  });
  const wrong = wrongTextColumn(survey.texts);
  if (wrong) {
    const { column, example } = wrong;
    const others = (await textCandidates()).filter((other) => other !== column && other !== labelColumn);
    const kind = wrong.kind ?? 'mixed';
    throw new ProblemError({ area: 'dataset', code: 'dataset-text-kind', file, column, kind, example, others });
  }
  checkUsable(file, survey, survey.labels.rows);
}

function checkFaults(file: string, { rowsRead, drops, firstFaults }: Survey): void {
  const { row = 1, fault } = firstFaults.get('ragged-row') ?? {};
  const ragged = drops.count('ragged-row');
  if (fault?.reason === 'ragged-row' && ragged > rowsRead / 2) {
    const { expected, found } = fault;
    const facts = { rows: rowsRead, ragged, firstRow: row, expected, found };
    throw new ProblemError({ area: 'dataset', code: 'dataset-ragged-rows', file, ...facts });
  }
  const unreadable = firstFaults.get('unreadable-row');
  if (unreadable?.fault.reason === 'unreadable-row' && drops.count('unreadable-row') > rowsRead / 2) {
    throw invalidJson(file, unreadable.row, unreadable.fault);
  }
}

/** A column without any text: one of lists or objects, or one of numbers where no other column has text. */
function wrongTextColumn(texts: readonly TextProfile[]): TextProfile | undefined {
  const opaque = texts.find((profile) => profile.opaque > 0 && profile.texts === 0 && profile.numbers === 0);
  if (opaque) return opaque;
  return texts.every((profile) => profile.texts === 0 && profile.numbers > 0) ? texts[0] : undefined;
}

function checkUsable(file: string, survey: Survey, usable: number): void {
  if (usable > 0) return;
  const facts = { rows: survey.rowsRead, dropped: survey.drops.list() };
  throw new ProblemError({ area: 'dataset', code: 'dataset-no-usable-rows', file, ...facts });
}

/**
 * Stops at labels from which nothing can be learnt, or that are none.
 * @param usable Rows that can be sampled.
 * @param toLearn Whether something is to be learnt from them; else one class or value will do.
 * @throws ProblemError `dataset-no-usable-rows`, `dataset-constant-label`, `dataset-one-class`, `dataset-label-is-id`,
 * `dataset-too-many-classes`.
 */
export function checkLabels(
  place: LabelPlace,
  survey: Survey,
  { task, kind }: LabelReading,
  { usable, classNames, toLearn }: { usable: number; classNames: readonly string[] | null; toLearn: boolean },
): void {
  checkUsable(place.file, survey, usable);
  const { counts, complete, rowsTold } = survey.labels.distinct();
  const values = [...counts.keys()].filter((value) => !(survey.drops.count('unlabelled') > 0 && value.trim() === '-1'));
  const [first = ''] = values;
  if (task === 'regression') {
    if (values.length > 1 || !toLearn) return;
    throw new ProblemError({
      area: 'dataset',
      code: 'dataset-constant-label',
      ...place,
      value: Number(first),
      rows: usable,
    });
  }
  if (values.length === 1 && toLearn) {
    const label = className(kind === 'class-label' ? Number(first) : first, classNames);
    const facts = { label, rows: usable, within: 'dataset', dropped: survey.drops.list() } as const;
    throw new ProblemError({ area: 'dataset', code: 'dataset-one-class', ...place, ...facts });
  }
  const { numeric } = survey.labels;
  if (rowsTold >= ID_ROWS && values.length > rowsTold * ID_SHARE) {
    const facts = { distinct: values.length, rows: complete ? usable : rowsTold, example: first, numeric };
    throw new ProblemError({ area: 'dataset', code: 'dataset-label-is-id', ...place, ...facts });
  }
  if (values.length > CLASS_LIMIT) {
    const facts = { classes: values.length, limit: CLASS_LIMIT, numeric };
    throw new ProblemError({ area: 'dataset', code: 'dataset-too-many-classes', ...place, ...facts });
  }
}
