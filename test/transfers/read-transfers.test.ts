import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../src/protocol/problem.ts';
import { readTransfers } from '../../src/transfers/read-transfers.ts';
import { makeGain, makeTransfers } from './make-transfers.ts';

const file = 'tickets.transfers.json';
const read = (text: string) => readTransfers(file, new TextEncoder().encode(text));

/** The problem that reading ends with. */
function problemOf(text: string) {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

it('reads what the cell writes, and leaves out what is for the cell alone', () => {
  const transfers = makeTransfers({ gains: [makeGain(), makeGain({ map: null, spread: null, seeds: 1 })] });
  const written = {
    ...transfers,
    runs: [{ task: null, seed: 42, value: 0.6 }],
    settings: 'x',
    versions: { torch: '2' },
  };
  expect(read(JSON.stringify(written))).toEqual(transfers);
});

describe('a file that is none', () => {
  it.each([
    ['', 'result-not-json'],
    ['{"schema": "intermediate-task-transfers/1", "gains": [NaN]}', 'result-not-json'],
    ['['.repeat(100_000), 'result-not-json'],
    [`[${'0,'.repeat(600_000)}0]`, 'result-not-json'],
    ['{"schema": "intermediate-task-transfers/2"}', 'result-other-version'],
    ['{"schema": "intermediate-task-ranking/1"}', 'result-of-another-kind'],
    ['null', 'result-of-another-kind'],
    ['{"__proto__": {"schema": "intermediate-task-transfers/1"}}', 'result-of-another-kind'],
  ])('%.40s is named as %s', (text, code) => {
    expect(problemOf(text)).toMatchObject({ area: 'result', code, kind: 'transfers', file });
  });

  it.each([
    ['gains.0.gain', { gains: [makeGain({ gain: 1e300 })] }],
    ['gains.0.gain', { gains: [{ ...makeGain(), gain: '3' }] }],
    ['gains.0.spread', { gains: [makeGain({ spread: -1 })] }],
    ['gains.0.seeds', { gains: [makeGain({ seeds: 0 })] }],
    ['without.value', { without: { value: 17 } }],
    ['target.fingerprint', { target: { source: 'a', rows: 3, ranked: null } }],
    ['metric', { metric: 'bleu' }],
  ])('names the field %s', (where, changes) => {
    const problem = problemOf(JSON.stringify({ ...makeTransfers(), ...changes }));
    expect(problem).toMatchObject({ code: 'result-of-another-kind', where });
  });
});
