import { expect, test } from 'vitest';
import type { Certainty, RankingDocument } from '../../src/ranking/document.ts';
import { answerSentence } from '../../src/ranking/sentences/answer.ts';
import { tasksToTry } from '../../src/ranking/shortlist.ts';
import { taskName } from '../../src/ranking/task-name.ts';
import { cannotTell, mayHelp } from '../renderer/documents/recorded.ts';

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

function withVerdict(document: RankingDocument, verdict: Certainty['verdict']): RankingDocument {
  return { ...document, certainty: document.certainty && { ...document.certainty, verdict } };
}
