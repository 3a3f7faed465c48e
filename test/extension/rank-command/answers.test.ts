import { describe, expect, it } from 'vitest';
import { guess, holdsTexts, likelyModel } from '../../../src/extension/rank-command/answers.ts';
import type { DatasetInspection, InspectedColumn } from '../../../src/protocol/dataset-inspection.ts';

function column(name: string, text: InspectedColumn['text'], distinct = 9): InspectedColumn {
  const label: InspectedColumn['label'] = { possible: false, task: null, reason: { code: 'looks-like-id' } };
  const seen = { missing: 0, distinct: { count: distinct, exact: true }, examples: [], labelCounts: null };
  return { name, kind: 'string', ...seen, text, label };
}

const prose = (name: string) => column(name, { possible: true, reason: { code: 'free-text', meanWords: 9 } });
const constant = (name: string) => column(name, { possible: false, reason: { code: 'one-value' } }, 1);
const id = (name: string) => column(name, { possible: false, reason: { code: 'looks-like-id' } });

function inspection(columns: InspectedColumn[], textColumns: string[] | null = null): DatasetInspection {
  const textCandidates = columns.filter(({ text }) => text.possible).map(({ name }) => name);
  return {
    source: 'rows.csv',
    format: 'csv',
    rows: { count: 9, exact: true },
    scannedRows: 9,
    faultyRows: 0,
    columns,
    guess: { textColumns, textCandidates, labelColumn: 'kind', labelCandidates: ['kind'], task: null },
    warnings: [],
  };
}

const textsOf = (columns: InspectedColumn[], certain: string[] | null = null) =>
  guess(inspection(columns, certain), { before: null, model: 'm', examples: 1000 }).text;

describe('the guessed texts', () => {
  it('are what the data settle, else all columns with prose, where these are few', () => {
    expect(textsOf([prose('title'), prose('body')], ['body'])).toEqual(['body']);
    expect(textsOf([prose('title'), id('url'), prose('body')])).toEqual(['title', 'body']);
    expect(textsOf([prose('title'), id('url')])).toBe(null);
    expect(textsOf(['a', 'b', 'c', 'd'].map(prose))).toBe(null);
  });

  it('are offered only where there is something to read', () => {
    const { columns } = inspection([prose('body'), constant('empty'), id('url')]);
    expect(holdsTexts(['body'], { columns })).toBe(true);
    expect(holdsTexts(['empty', 'body'], { columns })).toBe(true);
    expect(holdsTexts(['url'], { columns })).toBe(true);
    expect(holdsTexts(['empty'], { columns })).toBe(false);
    expect(holdsTexts(['gone'], { columns })).toBe(false);
  });
});

describe('the proposed base model', () => {
  const listed = ['google-bert/bert-base-uncased', 'FacebookAI/roberta-base'];
  it.each([
    [
      'the last answer',
      ['FacebookAI/roberta-base', 'google-bert/bert-base-uncased'],
      listed,
      'FacebookAI/roberta-base',
    ],
    [
      'the first that has maps',
      ['a/none', null, 'google-bert/bert-base-uncased'],
      listed,
      'google-bert/bert-base-uncased',
    ],
    ['one by a short name', [null, 'roberta-base'], listed, 'roberta-base'],
    ['one in a folder', ['./my-bert'], listed, './my-bert'],
    ['the one with most maps', ['a/none', 'a/neither'], listed, 'google-bert/bert-base-uncased'],
    ['the first, where nobody can tell', [null, 'a/none'], [], 'a/none'],
  ])('is %s', (_, wanted, known, expected) => {
    expect(likelyModel(wanted, known)).toBe(expected);
  });
});
