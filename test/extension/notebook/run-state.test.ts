import { describe, expect, it } from 'vitest';
import { RunState } from '../../../src/extension/notebook/run-state.ts';
import { coverageSentence } from '../../../src/ranking/sentences/coverage.ts';
import { oneTask } from '../../renderer/documents/recorded.ts';

const { rank: _, ...task } = oneTask().tasks[0] ?? never();

function never(): never {
  throw new Error('the document has a task');
}

/** A run of 100 maps that began to fetch at 0 s and to score at 2 s. */
function runAt(now: number, fetched: number, scored: number): RunState {
  const { target, model, method, baseline, warnings } = oneTask();
  const state = new RunState(0);
  state.progress({ stage: 'fetch-esms', done: 1, total: 100, unit: 'esms' }, 0);
  state.event({ kind: 'head', head: { target, model, method, baseline, warnings } });
  state.progress({ stage: 'score', done: 1, total: 100, unit: 'esms' }, 2_000);
  const coverage = { scored, requested: 100, available: 100 };
  for (let index = 0; index < scored; index++) {
    state.event({ kind: 'scored', task: { ...task, repo: `a/${index}` }, coverage });
  }
  state.progress({ stage: 'fetch-esms', done: fetched, total: 100, unit: 'esms' }, now);
  state.progress({ stage: 'score', done: scored, total: 100, unit: 'esms' }, now);
  return state;
}

const sentence = (state: RunState, now: number) => {
  const document = state.documentWhileRunning(now);
  return document === null ? null : coverageSentence(document);
};

describe('the ranking while the run goes on', () => {
  it('says how long the rest will take, from the first scores to the last', () => {
    expect(sentence(runAt(2_000, 20, 1), 2_000)).toBe('1 of 100 maps ranked, 8.0 s left');
    expect(sentence(runAt(12_000, 100, 50), 12_000)).toBe('50 of 100 maps ranked, 10 s left');
    expect(sentence(runAt(22_000, 100, 99), 22_000)).toBe('99 of 100 maps ranked, 0.2 s left');
  });

  it('goes by the slower of fetching and scoring', () => {
    expect(sentence(runAt(10_000, 20, 20), 10_000)).toBe('20 of 100 maps ranked, 40 s left');
  });

  it('says nothing of it while nothing is known, and at the end', () => {
    expect(sentence(runAt(2_500, 100, 1), 2_500)).toBe('1 of 100 maps ranked');
    expect(sentence(runAt(30_000, 100, 100), 30_000)).toBe('100 maps ranked');
  });

  it('does not keep it in what an interruption leaves', () => {
    expect(runAt(12_000, 100, 50).document(12_000)?.coverage).toEqual({ scored: 50, requested: 100, available: 100 });
  });
});
