import { expect, test } from 'vitest';
import type { Certainty, RankingDocument } from '../../src/ranking/document.ts';
import { toTextTable } from '../../src/ranking/export/text-table.ts';
import { topTasksData } from '../../src/ranking/plots/top-tasks-data.ts';
import { answerSentence } from '../../src/ranking/sentences/answer.ts';
import { markedToTry, tasksToTry } from '../../src/ranking/shortlist.ts';
import { taskName } from '../../src/ranking/task-name.ts';
import { cannotTell, clearlyHelps, mayHelp } from '../renderer/documents/recorded.ts';

test('what a next step is about is what the answer names', () => {
  for (const document of [mayHelp(), cannotTell()]) {
    for (const task of tasksToTry(document)) expect(answerSentence(document)).toContain(taskName(task));
  }
});

test('of a shortlist that nothing tells from others only the first few are tried', () => {
  const document = mayHelp();
  expect(tasksToTry(document).length).toBe(Math.min(6, document.certainty?.shortlist.length ?? 0));
  for (const verdict of ['cannot-tell', 'none-likely'] as const) {
    expect(tasksToTry(withVerdict(document, verdict)).length).toBe(3);
  }
});

test('what is marked as to try is what the answer says to try: none where it says to fine-tune directly', () => {
  const marked = (document: RankingDocument) =>
    toTextTable(document)
      .split('\n')
      .filter((line) => line.trimStart().startsWith('* ')).length;
  for (const document of [clearlyHelps(), mayHelp()]) {
    expect(markedToTry(document)).toEqual(tasksToTry(document));
    expect(marked(document)).toBe(tasksToTry(document).length);
  }
  const untold = withVerdict(mayHelp(), 'cannot-tell');
  expect(markedToTry(untold)).toEqual(tasksToTry(untold));
  expect([marked(untold), topTasksData(untold).filter(({ name }) => name.startsWith('★')).length]).toEqual([3, 3]);
  const none = withVerdict(mayHelp(), 'none-likely');
  expect([markedToTry(none), marked(none)]).toEqual([[], 0]);
  expect(toTextTable(none)).not.toContain('with a star');
});

test('nothing is marked where the labels do not follow from the texts', () => {
  const { baseline, ...document } = withVerdict(mayHelp(), 'cannot-tell');
  const highest = Math.max(...document.tasks.map(({ score }) => score));
  expect(markedToTry({ ...document, baseline: baseline && { ...baseline, constant: highest } })).toEqual([]);
});

function withVerdict(document: RankingDocument, verdict: Certainty['verdict']): RankingDocument {
  return { ...document, certainty: document.certainty && { ...document.certainty, verdict } };
}
