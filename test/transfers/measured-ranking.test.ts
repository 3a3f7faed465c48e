import { describe, expect, it } from 'vitest';
import { rankingDocument } from '../../src/ranking/document.ts';
import { isAboutDataset, measuredRanking } from '../../src/transfers/measured-ranking.ts';
import { describeCodedFact } from '../../src/words/describe-coded-fact.ts';
import { plainVoice } from '../../src/words/voice.ts';
import { someTasks } from '../renderer/documents/recorded.ts';
import { makeGain, makeTransfers } from './make-transfers.ts';

const file = 'tickets.transfers.json';
const whole = someTasks();
const ranking = { ...whole, target: { ...whole.target, fingerprint: 'sha256:a' } };
const [first, second] = ranking.tasks;
if (first === undefined || second === undefined) throw new Error('no tasks');
const gains = [makeGain({ map: first.repo }), makeGain({ map: second.repo, gain: -0.01, spread: null, seeds: 1 })];
const model = { id: ranking.model.id, revision: ranking.model.revision };
const of = (changes: Parameters<typeof makeTransfers>[0] = {}) => ({
  file,
  transfers: makeTransfers({ model, gains, ...changes }),
});

describe('a ranking of the same rows and model', () => {
  const measured = measuredRanking(ranking, of());

  it('has the gain at each task that was tried, and says on what it rests', () => {
    expect(measured.tasks[0]?.measured).toEqual({ gain: 0.031, spread: 0.008, seeds: 3 });
    expect(measured.tasks[1]?.measured).toEqual({ gain: -0.01, spread: null, seeds: 1 });
    expect(measured.tasks.slice(2).every((task) => task.measured === undefined)).toBe(true);
    expect(measured.measurement).toEqual({ metric: 'accuracy', without: 0.617, trained: 160, tested: 40 });
    expect(measured.warnings).toEqual(ranking.warnings);
    expect(rankingDocument.parse(measured)).toEqual(measured);
  });

  it('knows a task without a map by dataset, subset and columns', () => {
    const { taskId, taskSubset, textColumns, labelColumn } = first;
    const columns = { text: [...textColumns], label: labelColumn ?? 'label' };
    const known = makeGain({ map: null, dataset: taskId, subset: taskSubset, ...columns });
    expect(measuredRanking(ranking, of({ gains: [known] })).tasks[0]?.measured).toBeDefined();
    const other = measuredRanking(ranking, of({ gains: [{ ...known, label: 'other' }] }));
    expect(other.tasks[0]?.measured).toBeUndefined();
  });

  it('does not mind a revision that one of them does not know', () => {
    expect(measuredRanking(ranking, of({ model: { ...model, revision: null } })).measurement).toBeDefined();
  });
});

describe('what is of something else is not shown, and said', () => {
  it.each([
    [{ model: { id: 'other/model', revision: null } }, /: it is of the model other\/model, this ranking of /],
    [{ model: { ...model, revision: 'f'.repeat(40) } }, /: it is of revision f{40} of the model, this ranking of /],
    [
      { target: { fingerprint: 'sha256:b', ranked: 'sha256:b' } },
      /: it is of other rows, of tickets\.csv \(200\); ranked are those of tickets\.csv \(1000\)\.$/,
    ],
    [{ gains: [makeGain({ map: 'a/ESM_none' })] }, /: none of its tasks is in this ranking\.$/],
    [{ gains: [] }, /: none of its tasks is in this ranking\.$/],
  ])('%j', (changes, sentence) => {
    const { warnings, ...unmeasured } = measuredRanking(ranking, of(changes));
    expect(unmeasured).toEqual({ ...ranking, warnings: undefined });
    const said = describeCodedFact(warnings.at(-1) ?? { code: '', detail: {} }, plainVoice);
    expect(said).toMatch(/^What was measured, in tickets\.transfers\.json, is not shown: /);
    expect(said).toMatch(sentence);
  });

  it('also where the ranking has no fingerprint to hold it against', () => {
    const unnamed = { ...ranking, target: { ...ranking.target, fingerprint: null } };
    expect(measuredRanking(unnamed, of({ target: { ranked: null } })).measurement).toBeUndefined();
  });
});

it('shows what is of the ranked rows as Python read them, with a warning', () => {
  const measured = measuredRanking(ranking, of({ target: { fingerprint: 'sha256:b' } }));
  expect(measured.measurement).toBeDefined();
  expect(describeCodedFact(measured.warnings.at(-1) ?? { code: '', detail: {} }, plainVoice)).toBe(
    'What was measured, in tickets.transfers.json, is of 200 rows of this dataset that are not all as they were ranked: it has changed, or Python reads it otherwise.',
  );
});

it.each([
  [{ source: 'tickets.csv', fingerprint: 'sha256:b', ranked: null }, true],
  [{ source: 'moved.csv' }, true],
  [{ source: 'other.csv', fingerprint: 'sha256:b', ranked: 'sha256:b' }, false],
])('a file about %j is about the dataset: %s', (target, expected) => {
  expect(isAboutDataset(ranking, of({ target }))).toBe(expected);
});
