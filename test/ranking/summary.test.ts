import { expect, test } from 'vitest';
import { baselinePlace } from '../../src/ranking/baseline.ts';
import type { RankingDocument } from '../../src/ranking/document.ts';
import { rankTasks } from '../../src/ranking/rank-tasks.ts';
import { answerParts, answerSentence } from '../../src/ranking/sentences/answer.ts';
import { coverageSentence } from '../../src/ranking/sentences/coverage.ts';
import { methodSentence, sampleSentence } from '../../src/ranking/sentences/provenance.ts';
import { countStandings } from '../../src/ranking/standing.ts';
import { summarise } from '../../src/ranking/summary.ts';
import {
  allBelowBaseline,
  cannotTell,
  fewExamplesReference,
  noneLikely,
  noTasks,
  oneTask,
  partial,
  regression,
} from '../renderer/documents/recorded.ts';
import { withCertainty } from '../renderer/documents/with-certainty.ts';

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

test('the summary counts what the sample tells apart from the baseline', () => {
  const scores = withScores(-0.5, [-0.4, -0.45, -0.49, -0.5, -0.6]);
  const document = withCertainty(scores, { verdict: 'may-help', standardError: 0.03 });
  expect(summarise(document)).toMatchObject({ total: 5, standings: { likely: 1, untold: 3, unlikely: 1, unknown: 0 } });
  expect(summarise(scores)).toMatchObject({ total: 5, standings: { unknown: 5 } });
  expect(summarise(document).margin).toBeCloseTo(0.1, 12);
});

test('a score equal to the baseline does not beat it, and the baseline stands before it', () => {
  expect(baselinePlace(withScores(-0.5, [-0.4, -0.5, -0.6]))).toBe(1);
  expect(baselinePlace(withScores(-0.7, [-0.4, -0.5]))).toBe(2);
  expect(baselinePlace(withScores(0, [-0.4]))).toBe(0);
});

const basis = 'How sure this is rests on which rows you happened to have; fine-tuning has luck of its own.';

test('where it is likely to help, the answer says what to do', () => {
  const scores = withScores(-0.5, [-0.4, -0.45, -0.6]);
  expect(answerSentence(withCertainty(scores, { verdict: 'helps', standardError: 0.03, shortlist: 2, tied: 0 }))).toBe(
    'Fine-tune on owner/task0 first: it is likely to help. Worth trying beside it: owner/task1. ' +
      `Of 3 tasks: 1 likely to help, 1 unlikely, 1 cannot be told. ${basis}`,
  );
});

test('where it may help, the answer says which tasks to try', () => {
  const scores = withScores(-0.5, [-0.4, -0.41, -0.42, -0.43, -0.44, -0.6]);
  const shape = { verdict: 'may-help', standardError: 0.06, shortlist: 4, tied: 3 } as const;
  expect(answerSentence(withCertainty(scores, shape))).toBe(
    'owner/task0 ranks first, but 1,000 examples cannot tell it from 3 others, nor from no intermediate task. ' +
      'Try these four: owner/task0, owner/task1, owner/task2, owner/task3. ' +
      `None of the 6 tasks can be told from no intermediate task. ${basis}`,
  );
  expect(answerParts(withCertainty(scores, { ...shape, tied: 1 })).headline).toContain('from one other, nor');
  expect(answerParts(withCertainty(scores, { ...shape, tied: 0, shortlist: 1 })).rest).toMatch(/^Try it, and compare/);
});

test('a first that stands out by itself, though not as the best of many, is said to do so', () => {
  const scores = withScores(-0.5, [-0.4, -0.41, -0.6]);
  const { headline, rest } = answerParts(withCertainty(scores, { verdict: 'may-help', standardError: 0.04, tied: 1 }));
  expect(headline).toBe('owner/task0 ranks first and may help, but 1,000 examples cannot tell it from one other.');
  expect(rest).toMatch(
    /^It stands above the baseline, but the best of so many tasks may do that by chance\. Try these/,
  );
});

test('a verdict on few rows says so', () => {
  const few = { ...withScores(-0.5, [-0.4, -0.6]), warnings: [{ code: 'dataset-few-rows', detail: {} }] };
  const { rest } = answerParts(withCertainty(few, { verdict: 'helps', standardError: 0.03, shortlist: 1 }));
  expect(rest).toMatch(/^1,000 examples of 2 classes are few for such a verdict: take it with care\./);
});

test('tasks that are alike are counted under the one that they stand under', () => {
  const scores = withScores(-0.5, [-0.4, -0.401, -0.42]);
  const shape = { verdict: 'may-help', standardError: 0.06, shortlist: 2, tied: 1, alike: [1] } as const;
  expect(answerParts(withCertainty(scores, shape)).rest).toContain('owner/task0 (and 1 alike), owner/task2.');
});

test('where no task is likely to help, the answer says to fine-tune directly', () => {
  expect(answerParts(noneLikely()).headline).toBe(
    'No task is likely to help: fine-tune google-bert/bert-base-multilingual-uncased on your data directly.',
  );
});

test('where the sample cannot tell, the answer says how much more to label', () => {
  expect(answerParts(cannotTell()).headline).toBe(
    '60 examples cannot tell: label about 300 more, or try the first three.',
  );
  const without = withCertainty(cannotTell(), { verdict: 'cannot-tell', standardError: 0.03 });
  expect(answerParts(without).headline).toBe('60 examples cannot tell: label more, or try the first three.');
  const alone = withCertainty(withScores(-0.5, [-0.49]), { verdict: 'cannot-tell', standardError: 0.03 });
  expect(answerParts(alone).headline).toBe('1,000 examples cannot tell: label more.');
});

test('where no task scores above what does not read the texts, the answer says that and not to label more', () => {
  const document = withCertainty(withScores(-0.5, [-0.49, -0.52]), { verdict: 'cannot-tell', standardError: 0.003 });
  const baseline = { score: -0.5, evidence: [], constant: -0.48 };
  const { headline, rest } = answerParts({ ...document, baseline });
  expect(headline).toBe('1,000 examples cannot tell: they do not show that the labels follow from the texts.');
  expect(rest).toMatch(/^No task scores above what does not read the texts at all: look whether/);
  const above = answerParts({ ...document, baseline: { ...baseline, constant: -0.51 } });
  expect(above.headline).toBe('1,000 examples cannot tell: label more, or try the first two.');
});

test('where the sample can tell of no task, none is marked as likely or unlikely', () => {
  const document = withCertainty(withScores(-0.5, [-0.4, -0.6]), { verdict: 'cannot-tell', standardError: 0.003 });
  expect(countStandings(document)).toMatchObject({ likely: 1, untold: 0, unlikely: 1 });
  const baseline = { score: -0.5, evidence: [], constant: -0.3 };
  expect(countStandings({ ...document, baseline })).toMatchObject({ likely: 0, untold: 2, unlikely: 0 });
  const few = { ...document, target: { ...document.target, rows: 49 } };
  expect(countStandings(few)).toMatchObject({ likely: 0, untold: 2, unlikely: 0 });
  expect(answerParts(few).rest).toContain('None of the 2 tasks can be told from no intermediate task.');
});

test('no more than six tasks are named, however long the shortlist is', () => {
  const scores = withScores(-0.5, [-0.4, -0.41, -0.42, -0.43, -0.44, -0.45, -0.46, -0.47]);
  const { rest } = answerParts(withCertainty(scores, { verdict: 'may-help', standardError: 0.06, shortlist: 8 }));
  expect(rest).toMatch(/^Try these six: .*owner\/task5\./);
  expect(rest).not.toContain('task6');
});

test('a ranking that does not say how sure it is promises nothing', () => {
  expect(answerSentence(withScores(-0.5, [-0.4, -0.4005, -0.6]))).toBe(
    'owner/task0 ranks first, 0.1000 above the baseline. How sure that is, this ranking does not say.',
  );
  expect(answerSentence(allBelowBaseline())).toMatch(/^No task scores above the baseline: fine-tune google-bert/);
});

test('a ranking by another estimator than LogME does not advise against all tasks', () => {
  const document = allBelowBaseline();
  const byRidge = { ...document, method: { ...document.method, score: 'ridge' as const } };
  expect(answerParts(byRidge).headline).toBe('By ridge R² no task scores above the baseline.');
});

test('the answer of a part of the maps says "so far"', () => {
  expect(answerSentence(partial())).toMatch(/^So far: .* ranks first, /);
  expect(coverageSentence(partial(412))).toBe('412 of 1,500 maps ranked, 1,512 on the Hub');
});

test('the answer of a run that was stopped says that, and how it goes on', () => {
  const stopped = { ...partial(412), interrupted: true };
  expect(answerSentence(stopped)).toMatch(/^Interrupted\. So far: .* ranks first, /);
  expect(coverageSentence(stopped)).toBe(
    '412 of 1,500 maps ranked, 1,512 on the Hub. Run it again to go on: what was downloaded is kept.',
  );
});

test('nothing ranked is an answer too', () => {
  expect(answerSentence(noTasks())).toBe('No intermediate task could be ranked.');
  expect(summarise(noTasks())).toMatchObject({ best: null, margin: null, total: 0 });
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
  expect(templates).toContain('{0} ranks first, {1} above the baseline. <2>');
});
