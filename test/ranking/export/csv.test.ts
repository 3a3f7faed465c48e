import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { toCsv } from '../../../src/ranking/export/csv.ts';
import { hostile, manyTasks, noTasks } from '../../renderer/documents/recorded.ts';

function read(csv: string): Record<string, string>[] {
  return parse(csv, { columns: true });
}

test('the header is the contract', () => {
  expect(toCsv(noTasks())).toBe(
    'rank,task_id,task_subset,text_column,label_column,task_split,num_examples,esm_architecture,score,' +
      'difference_to_baseline,baseline_score,language,repo,revision,standard_error,interval_low,interval_high,' +
      'helps_probability,first_probability,rank_low,rank_high,standing,shortlisted,alike,' +
      'measured_gain,measured_spread,measured_seeds,looked_at_rows\n',
  );
});

test('every task is a line, in order, with its numbers in full precision', () => {
  const document = manyTasks();
  const rows = read(toCsv(document));
  expect(rows.length).toBe(1500);
  rows.forEach((row, index) => {
    const task = document.tasks[index];
    expect(Number(row.rank)).toBe(index + 1);
    expect(Number(row.score)).toBe(task?.score);
    expect(row.repo).toBe(task?.repo);
    expect(row.text_column).toBe(task?.textColumns.join(';'));
  });
});

test('no cell is a formula, and every line stays one line', () => {
  const document = hostile();
  const csv = toCsv(document);
  const rows = read(csv);
  expect(rows.length).toBe(document.tasks.length);
  expect(csv.split('\n').length).toBe(document.tasks.length + 2);
  const texts = rows.flatMap(({ score: _, difference_to_baseline: __, baseline_score: ___, ...names }) =>
    Object.values(names),
  );
  expect(texts.filter((text) => /^[=+\-@\t\r]/.test(text))).toEqual([]);
  expect(texts.some((text) => text.startsWith("'=HYPERLINK"))).toBe(true);
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'=1"],
  ['\r=1', "'=1"],
  [' =1', "'=1"],
  ['＝1', "'＝1"],
  ['a;=1', "a;'=1"],
  ['a; \t=1;-2;b', "a;'  =1;'-2;b"],
  ['a;;=1', "a;;'=1"],
  ['a"\r\n=1', 'a" =1'],
  ['a=1, b-2', 'a=1, b-2'],
  ["'=1", "'=1"],
])('the text %j becomes the cell %j', (name, cell) => {
  const [task] = manyTasks().tasks;
  if (task === undefined) throw new Error('there are tasks');
  const document = { ...noTasks(), tasks: [{ ...task, taskId: name, textColumns: [name, name] }] };
  const [row] = read(toCsv(document));
  expect(row?.task_id).toBe(cell);
  expect(row?.text_column).not.toMatch(/(^|;)\s*[=+\-@＝]/);
});

test('a negative number stays a number', () => {
  expect(read(toCsv(manyTasks()))[0]?.score).toMatch(/^-0\.6\d+$/);
});
