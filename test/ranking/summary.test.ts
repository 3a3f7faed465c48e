import { expect, test } from 'vitest';
import { baselinePlace } from '../../src/ranking/baseline.ts';
import type { RankingDocument } from '../../src/ranking/document.ts';
import { rankTasks } from '../../src/ranking/rank-tasks.ts';
import { answerSentence } from '../../src/ranking/sentences/answer.ts';
import { coverageSentence } from '../../src/ranking/sentences/coverage.ts';
import { methodSentence, sampleSentence } from '../../src/ranking/sentences/provenance.ts';
import { summarise } from '../../src/ranking/summary.ts';
import {
  allBelowBaseline,
  fewExamplesReference,
  noTasks,
  oneTask,
  partial,
  regression,
  ties,
} from '../renderer/documents/recorded.ts';

/** A ranking of 1,000 examples with these scores. */
function withScores(baseline: number, scores: readonly number[]): RankingDocument {
  const document = oneTask();
  const tasks = scores.map((score, index) => ({
    ...taskOf(document),
    taskId: `owner/task${index}`,
    repo: `r${index}`,
    score,
  }));
  return { ...document, baseline: { score: baseline, evidence: [] }, tasks: rankTasks(tasks) };
}

function taskOf(document: RankingDocument): RankingDocument['tasks'][number] {
  const task = document.tasks[0];
  if (task === undefined) throw new Error('the recorded document has no task');
  return { ...task, taskSubset: null };
}

test('the summary counts what beats the baseline and what is as good as the best', () => {
  const summary = summarise(withScores(-0.5, [-0.4, -0.4005, -0.402, -0.5, -0.6]));
  expect(summary.best?.score).toBe(-0.4);
  expect(summary.margin).toBeCloseTo(0.1, 12);
  expect(summary.beatBaseline).toBe(3);
  expect(summary.closeMargin).toBe(0.001);
  expect(summary.closeToBest).toBe(1);
  expect(summary.total).toBe(5);
});

test('a score equal to the baseline does not beat it, and the baseline stands before it', () => {
  expect(baselinePlace(withScores(-0.5, [-0.4, -0.5, -0.6]))).toBe(1);
  expect(baselinePlace(withScores(-0.7, [-0.4, -0.5]))).toBe(2);
  expect(baselinePlace(withScores(0, [-0.4]))).toBe(0);
});

test('the answer names the best task and its margin', () => {
  expect(answerSentence(withScores(-0.5, [-0.4, -0.4005, -0.6]))).toBe(
    'Fine-tune on owner/task0 first: its score is 0.1000 above the baseline. ' +
      'One other task comes so close that the sample hardly tells them apart. 2 of 3 tasks beat the baseline.',
  );
});

test('the answer says so where no task helps', () => {
  expect(answerSentence(allBelowBaseline())).toBe(
    'None of the 60 tasks beats the baseline. Fine-tune google-bert/bert-base-multilingual-uncased on your own data directly.',
  );
  expect(answerSentence(withScores(0, [-0.4]))).toMatch(/^The only task ranked does not beat the baseline\./);
});

test('the answer of a part of the maps says "so far"', () => {
  expect(answerSentence(partial())).toMatch(/^So far: Fine-tune on /);
  expect(coverageSentence(partial(412))).toBe('412 of 1,500 maps ranked, 1,512 on the Hub');
});

test('nothing ranked is an answer too', () => {
  expect(answerSentence(noTasks())).toBe('No intermediate task could be ranked.');
  expect(summarise(noTasks())).toMatchObject({ best: null, margin: null, total: 0, beatBaseline: 0 });
});

test('equal scores all count as close', () => {
  expect(summarise(ties()).closeToBest).toBe(5);
});

test('the method says what few examples do to the score', () => {
  expect(methodSentence(fewExamplesReference())).toMatch(
    /only 90 examples for 768 dimensions.*do not trust this order/,
  );
  expect(methodSentence(regression())).not.toMatch(/classes/);
});

test('the sample says how it was taken', () => {
  expect(sampleSentence(oneTask())).toBe('1,000 of 1,210 rows, seed 42');
});

test('a translator gets the template and the values apart', () => {
  const templates: string[] = [];
  answerSentence(oneTask(), (template, ...values) => {
    templates.push(`${template} <${values.length}>`);
    return template;
  });
  expect(templates).toContain('Fine-tune on {0} first: its score is {1} above the baseline. <2>');
});
