import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeFilter } from '../../src/esm-filter/complete-filter.ts';
import { type EsmFilter, filterFields, isFilterField, operatorsOf } from '../../src/esm-filter/filter.ts';
import { formatFilter } from '../../src/esm-filter/format-filter.ts';
import { parseFilter } from '../../src/esm-filter/parse-filter.ts';
import { type FilterFacts, passesFilter } from '../../src/esm-filter/passes-filter.ts';
import { type Problem, ProblemError } from '../../src/protocol/problem.ts';

const fields = Object.keys(filterFields).filter(isFilterField);

function problemOf(text: string): Problem {
  try {
    parseFilter(text);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error(`${text} is a filter`);
}

describe('parseFilter', () => {
  it('reads conditions', () => {
    expect(parseFilter('language=en,de  examples>=1000 task~"two words" subset!~x')).toEqual([
      { field: 'language', operator: '=', values: ['en', 'de'] },
      { field: 'examples', operator: '>=', values: ['1000'] },
      { field: 'task', operator: '~', values: ['two words'] },
      { field: 'subset', operator: '!~', values: ['x'] },
    ]);
  });

  it('takes spaces around operators and after commas', () => {
    expect(parseFilter(' language = en, de ')).toEqual(parseFilter('language=en,de'));
  });

  it('is empty where nothing is written: every map passes', () => {
    expect(passesFilter(parseFilter('  '), {})).toBe(true);
  });

  it.each([
    ['langauge=en', { code: 'filter-unknown-field', at: 0, length: 8, nearest: 'language' }],
    ['language=en colour=red', { code: 'filter-unknown-field', at: 12, length: 6, nearest: null }],
    ['language=en =5', { code: 'filter-expected-field', at: 12 }],
    ['language', { code: 'filter-bad-operator', at: 8, operator: null }],
    ['language>en', { code: 'filter-bad-operator', at: 8, length: 1, operator: '>', allowed: ['=', '!=', '~', '!~'] }],
    ['examples=>5', { code: 'filter-bad-operator', at: 8, length: 2 }],
    ['examples>=', { code: 'filter-expected-value', at: 10 }],
    ['examples>=many', { code: 'filter-not-a-number', at: 10, length: 4, value: 'many' }],
    ['task~"no end', { code: 'filter-unclosed-quote', at: 5, length: 7 }],
  ])('tells the place of the mistake in %s', (text, facts) => {
    expect(problemOf(text)).toMatchObject({ area: 'filter', filter: text, ...facts });
  });

  it('never fails in another way, and names a place within the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'language=en examples>=1 "\\,~!<x\n') }), (text) => {
        try {
          parseFilter(text);
        } catch (error) {
          if (!(error instanceof ProblemError) || error.problem.area !== 'filter') throw error;
          expect(error.problem.at).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back what formatFilter writes', () => {
    const condition = fc.constantFrom(...fields).chain((field) =>
      fc.record({
        field: fc.constant(field),
        operator: fc.constantFrom(...operatorsOf[filterFields[field]]),
        values: fc.array(
          filterFields[field] === 'number'
            ? fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)
            : fc.string({ unit: 'binary' }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
    );
    fc.assert(
      fc.property(fc.array(condition), (filter: EsmFilter) => {
        expect(parseFilter(formatFilter(filter))).toEqual(filter);
      }),
    );
  });
});

describe('passesFilter', () => {
  const facts: FilterFacts = {
    task: ['Amazon_Reviews/multi'],
    language: ['en', 'de'],
    examples: 5000,
    'lm-learning-rate': 2e-5,
    subset: null,
  };
  it.each([
    ['language=EN', true],
    ['language=fr', false],
    ['language=fr,de', true],
    ['language!=fr', true],
    ['language!=fr,de', false],
    ['task~amazon', true],
    ['task!~amazon', false],
    ['task=amazon', false],
    ['examples>=5000', true],
    ['examples>5000', false],
    ['examples<1e4', true],
    ['examples<=4999', false],
    ['examples=5000,6000', true],
    ['examples!=5000', false],
    ['lm-learning-rate=0.00002', true],
    ['subset=default', false],
    ['subset!=default', true],
    ['version~0', false],
    ['language=en examples>9999', false],
  ])('%s: %s', (filter, passes) => {
    expect(passesFilter(parseFilter(filter), facts)).toBe(passes);
  });
});

describe('completeFilter', () => {
  const texts = (filter: string) => completeFilter(filter, filter.length, ['en', 'de']).map(({ text }) => text);
  it('proposes fields with an operator, then operators, then languages', () => {
    expect(texts('')).toContain('examples>=');
    expect(texts('language=en exa')).toContain('examples>=');
    expect(texts('examples')).toContain('task=');
    expect(texts('examples>')).toEqual(['>=']);
    expect(texts('language=')).toEqual(['en', 'de']);
    expect(texts('task~"lang')).toEqual([]);
  });

  it('replaces the word that is being written', () => {
    expect(completeFilter('a=1 exa', 7, [])[0]).toMatchObject({ start: 4, end: 7 });
  });
});
