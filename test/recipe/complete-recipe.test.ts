import { describe, expect, it } from 'vitest';
import { type Completion, completeRecipe, type KnownValues } from '../../src/recipe/complete-recipe.ts';
import { cursorAt } from '../../src/recipe/cursor.ts';
import { hoverRecipe } from '../../src/recipe/hover-recipe.ts';
import { parseRecipe } from '../../src/recipe/parse-recipe.ts';

const known: KnownValues = {
  columns: [
    { name: 'id', canBe: [] },
    { name: 'title', canBe: ['text'] },
    { name: 'body, long', canBe: ['text'] },
    { name: 'kind', canBe: ['label'] },
  ],
  sheets: ['Data', 'Notes 2026'],
  parts: [
    { config: 'de', split: 'train' },
    { config: 'en', split: 'train' },
    { config: 'en', split: 'test' },
  ],
  models: ['bert-base-multilingual-uncased', 'roberta-base'],
  modelFolders: ['./fine-tuned'],
  files: ['tickets.csv', 'data/2024: all.csv'],
  esms: ['a/x', 'a/y'],
  filter: [],
};

/** The proposals at the `|` of a text. */
function complete(marked: string): { labels: string[]; apply(label: string): string } {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const proposals = completeRecipe(cursorAt(text, offset), parseRecipe(text), known);
  const apply = (label: string) => {
    const chosen: Completion | undefined = proposals.find((proposal) => proposal.label === label);
    if (chosen === undefined) throw new Error(`${label} is not among ${proposals.map((proposal) => proposal.label)}`);
    return text.slice(0, chosen.range.start) + chosen.insert + text.slice(chosen.range.end);
  };
  return { labels: proposals.map(({ label }) => label), apply };
}

describe('keys', () => {
  it('starts an empty recipe', () => {
    expect(complete('|').labels).toEqual(['rank', 'train']);
    expect(complete('|').apply('train')).toBe('train:\n  dataset: ');
    expect(complete('|').apply('rank')).toBe('rank:\n  dataset: ');
    expect(complete('# my recipe\nra|').apply('rank')).toBe('# my recipe\nrank:\n  dataset: ');
    expect(complete('rank:\n  dataset: a\n|').labels).toEqual([]);
  });

  it('proposes the keys that are not there yet', () => {
    const { labels, apply } = complete('rank:\n  dataset: a.csv\n  text: t\n  mo|\n');
    expect(labels).not.toContain('dataset');
    expect(labels).not.toContain('text');
    expect(apply('model')).toBe('rank:\n  dataset: a.csv\n  text: t\n  model: \n');
  });

  it('keeps proposing the key under the cursor', () => {
    expect(complete('rank:\n  lab|el: x\n').labels).toContain('label');
  });

  it('says nothing in a comment or under an unknown key', () => {
    expect(complete('rank:\n  # mo|').labels).toEqual([]);
    expect(complete('rank:\n  nonsense: |').labels).toEqual([]);
  });
});

describe('values', () => {
  it('proposes columns, those that fit first', () => {
    expect(complete('rank:\n  text: |').labels).toEqual(['title', 'body, long', 'id', 'kind']);
    expect(complete('rank:\n  label: k|').labels).toEqual(['kind', 'id', 'title', 'body, long']);
  });

  it('leaves out columns that are taken, but not the one under the cursor', () => {
    expect(complete('rank:\n  text: title\n  label: |').labels).not.toContain('title');
    expect(complete('rank:\n  text: tit|le\n').labels).toContain('title');
  });

  it('replaces what stands there, and nothing else', () => {
    expect(complete('rank:\n  text: ti| # the column\n').apply('title')).toBe('rank:\n  text: title # the column\n');
    expect(complete('rank:\r\n  text: |foo\r\n  label: x').apply('title')).toBe('rank:\r\n  text: title\r\n  label: x');
  });

  it('quotes where YAML needs it', () => {
    expect(complete('rank:\n  text: |').apply('body, long')).toBe('rank:\n  text: body, long');
    expect(complete('rank:\n  text: [title, |]').apply('body, long')).toBe('rank:\n  text: [title, "body, long"]');
    expect(complete('rank:\n  dataset: |').apply('data/2024: all.csv')).toBe('rank:\n  dataset: "data/2024: all.csv"');
  });

  it('puts a blank behind the colon where there is none yet', () => {
    expect(complete('rank:\n  model:|').apply('roberta-base')).toBe('rank:\n  model: roberta-base');
    expect(complete('rank:\n  model: |').apply('roberta-base')).toBe('rank:\n  model: roberta-base');
    expect(complete('rank:\n  text:|\n  model: m').apply('title')).toBe('rank:\n  text: title\n  model: m');
    expect(complete('rank:\n  cached-only:|').apply('true')).toBe('rank:\n  cached-only: true');
    expect(complete('train:\n  tuned:|').apply('./fine-tuned')).toBe('train:\n  tuned: ./fine-tuned');
    expect(complete('rank:\n  text: [|]').apply('kind')).toBe('rank:\n  text: [kind]');
  });

  it('completes within lists of both kinds', () => {
    expect(complete('rank:\n  text: [title, b|, id]').apply('kind')).toBe('rank:\n  text: [title, kind, id]');
    expect(complete('rank:\n  text:\n    - title\n    - b|').apply('kind')).toBe(
      'rank:\n  text:\n    - title\n    - kind',
    );
    expect(complete('rank:\n  text: [title,\n    b|]').apply('kind')).toBe('rank:\n  text: [title,\n    kind]');
    expect(complete('rank:\n  esms:\n    - a/x\n    - |').labels).toEqual(['a/y']);
    expect(complete('rank:\n  text: [title]|').labels).toEqual([]);
  });

  it('proposes models, files, and the words that a key knows', () => {
    expect(complete('rank:\n  model: |').labels).toEqual(known.models);
    expect(complete('rank:\n  dataset: |').labels).toEqual(known.files);
    expect(complete('rank:\n  task: |').labels).toEqual(['classification', 'regression']);
    expect(complete('rank:\n  cached-only: |').labels).toEqual(['true', 'false']);
    expect(complete('rank:\n  examples: |').labels).toEqual([]);
  });
});

describe('hover', () => {
  const text = 'rank:\n  text: [title, body]\n  model: m\n';
  const hovered = (word: string) => hoverRecipe(parseRecipe(text), text.indexOf(word) + 1);

  it('knows the key and each text of a value', () => {
    expect(hovered('text')).toMatchObject({ on: 'key', key: 'text' });
    expect(hovered('body')).toMatchObject({ on: 'value', key: 'text', text: 'body' });
    expect(hovered('m\n')).toBe(null);
    expect(hovered('rank')).toBe(null);
  });
});

describe('a dataset on the Hub', () => {
  it('proposes the sheets of a spreadsheet', () => {
    const { labels, apply } = complete('rank:\n  dataset: a.xlsx\n  sheet: |');
    expect(labels).toEqual(['Data', 'Notes 2026']);
    expect(apply('Notes 2026')).toBe('rank:\n  dataset: a.xlsx\n  sheet: Notes 2026');
  });

  it('has names of encodings proposed', () => {
    const { labels, apply } = complete('rank:\n  dataset: a.csv\n  encoding: wind|');
    expect(labels).toContain('windows-1251');
    expect(apply('windows-1251')).toBe('rank:\n  dataset: a.csv\n  encoding: windows-1251');
  });

  it('has its configs and the splits of the config proposed', () => {
    expect(complete('rank:\n  dataset: hf:o/d\n  config: |').labels).toEqual(['de', 'en']);
    expect(complete('rank:\n  dataset: hf:o/d\n  config: de\n  split: |').labels).toEqual(['train']);
    expect(complete('rank:\n  dataset: hf:o/d\n  split: |').apply('test')).toBe(
      'rank:\n  dataset: hf:o/d\n  split: test',
    );
  });
});

describe('a recipe that makes a map', () => {
  it('has its own keys proposed, and no others', () => {
    const { labels } = complete('train:\n  dataset: a.csv\n  |');
    expect(labels).toContain('tuned');
    expect(labels).not.toContain('model');
    expect(complete('train:\n  model: |').labels).toEqual([]);
    expect(complete('rank:\n  base: |').labels).toEqual([]);
  });

  it('has columns, models, folders of models, files and words proposed', () => {
    expect(complete('train:\n  text: |').labels).toEqual(['title', 'body, long', 'id', 'kind']);
    expect(complete('train:\n  base: |').labels).toEqual([...known.models, './fine-tuned']);
    expect(complete('train:\n  tuned: |').apply('./fine-tuned')).toBe('train:\n  tuned: ./fine-tuned');
    expect(complete('train:\n  also: [tickets.csv, |]').labels).toEqual(['data/2024: all.csv']);
    expect(complete('train:\n  dtype: |').labels).toEqual(['float32', 'bfloat16']);
  });

  it('has its keys told apart by hover', () => {
    const text = 'train:\n  tuned: ./fine-tuned\n';
    expect(hoverRecipe(parseRecipe(text), text.indexOf('tuned') + 1)).toMatchObject({ on: 'key', key: 'tuned' });
  });
});
