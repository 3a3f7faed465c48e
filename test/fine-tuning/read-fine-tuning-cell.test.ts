import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fineTuningCell } from '../../src/fine-tuning/fine-tuning-cell.ts';
import { readFineTuningCell } from '../../src/fine-tuning/read-fine-tuning-cell.ts';
import { makeFineTuning } from './make-fine-tuning.ts';

const read = (target: Parameters<typeof makeFineTuning>[0] = {}) =>
  readFineTuningCell(fineTuningCell(makeFineTuning(target)));

describe('a fine-tuning cell is read back', () => {
  it('with its base model, its texts, and where the model is saved', () => {
    expect(read()).toEqual({
      base: 'google-bert/bert-base-multilingual-uncased',
      dataset: 'tickets.csv',
      text: ['text'],
      label: 'label',
      examples: 1000,
      seed: '42',
      savedTo: 'fine-tuned',
    });
  });

  it('with a seed of any size, or none', () => {
    expect(read({ target: { seed: '340282366920938463463374607431768211456' } })?.seed).toBe(
      '340282366920938463463374607431768211456',
    );
    expect(read({ target: { seed: null } })?.seed).toBe(null);
  });

  it.each(['windows-1251', 'shift_jis', 'big5', 'x-mac-cyrillic', 'windows-874', 'euc-kr', 'gb18030'] as const)(
    'with the encoding %s',
    (encoding) => {
      expect(read({ target: { source: 'a.csv', encoding } })?.encoding).toBe(encoding);
    },
  );

  it('of a dataset on the Hub: config and split, also where its conversion was ranked', () => {
    const onHub = { source: 'hf:o/d', config: 'de', split: 'test' };
    const expected = { dataset: 'hf:o/d', config: 'de', split: 'test' };
    expect(read({ target: onHub })).toMatchObject(expected);
    expect(read({ target: { ...onHub, convertedRevision: '1'.repeat(40) } })).toMatchObject(expected);
    const partial = [{ code: 'dataset-partly-converted', detail: {} }];
    expect(read({ target: { ...onHub, convertedRevision: 'c' }, warnings: partial })).toMatchObject(expected);
  });

  it('of a spreadsheet: its sheet', () => {
    const target = { source: 'a.xlsx', sheet: 'my "rows"' };
    expect(read({ target })).toMatchObject({ dataset: 'a.xlsx', sheet: 'my "rows"' });
    expect(read({ target: { source: 'a.ods' } })).not.toHaveProperty('sheet');
  });

  it('of a folder: its split', () => {
    expect(read({ target: { source: 'saved', split: 'test' } })).toMatchObject({ dataset: 'saved', split: 'test' });
  });

  it('whatever the names', () => {
    const name = fc.oneof(fc.string({ minLength: 1 }), fc.string({ unit: 'binary', minLength: 1 }));
    fc.assert(
      fc.property(name, name, fc.array(name, { minLength: 1, maxLength: 3 }), (base, label, text) => {
        const found = read({ model: { id: base }, target: { labelColumn: label, textColumns: text } });
        expect(found).toMatchObject({ base, label, text });
      }),
    );
  });

  it('as a person has changed it', () => {
    const cell = fineTuningCell(makeFineTuning())
      .replace('SAVE_TO = "fine-tuned"', 'SAVE_TO = "models/a #1"  # mine')
      .replace(/TARGET_ROWS = \d+ /, 'TARGET_ROWS = None ');
    expect(readFineTuningCell(cell)).toMatchObject({ savedTo: 'models/a #1', examples: null });
  });
});

it('is null for other cells, and where a constant is computed', () => {
  expect(readFineTuningCell('print(1)')).toBe(null);
  const cell = fineTuningCell(makeFineTuning());
  expect(readFineTuningCell(cell.replace('SAVE_TO = "fine-tuned"', 'SAVE_TO = f"{x}"'))).toBe(null);
});
