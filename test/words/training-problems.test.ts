import { describe, expect, it } from 'vitest';
import { type TrainingProblem, trainingProblem } from '../../src/protocol/problems/training.ts';
import { type TrainingWarning, trainingWarning } from '../../src/protocol/training-warnings.ts';
import { describeCodedFact } from '../../src/words/describe-coded-fact.ts';
import { describeProblem } from '../../src/words/describe-problem.ts';
import { fillTemplate, type Voice } from '../../src/words/voice.ts';

const voice: Voice = {
  say: fillTemplate,
  setting: (name, value) => (value === undefined ? `<${name}>` : `<${name} ${value}>`),
};

const area = 'training';
const differ = { area, code: 'training-models-differ', base: 'owner/base', tuned: './tuned' } as const;
const unreadable = { area, code: 'training-embeddings-unreadable', file: 'x.npz' } as const;
const unusable = {
  area,
  code: 'training-out-unusable',
  setting: 'out',
  file: 'a/b',
  path: '/x/a',
  detail: '',
} as const;
const list = { area, code: 'training-list', file: 'maps.yaml', entry: null, key: '', detail: '' } as const;

const problems: [TrainingProblem, string][] = [
  [
    { ...differ, what: 'type', ofBase: 'bert', ofTuned: 'roberta' },
    './tuned is a model of the type roberta, owner/base one of the type bert: one cannot have been fine-tuned from the other.',
  ],
  [
    { ...differ, what: 'dimension', ofBase: '768', ofTuned: '384' },
    './tuned has embeddings of 384 dimensions, owner/base of 768: one cannot have been fine-tuned from the other.',
  ],
  [
    { ...differ, what: 'layers', ofBase: '12', ofTuned: '6' },
    './tuned has 6 layers, owner/base has 12: one cannot have been fine-tuned from the other.',
  ],
  [
    { ...differ, what: 'vocabulary', ofBase: '30522', ofTuned: '28996' },
    './tuned has a vocabulary of 28996 tokens, owner/base of 30522: they do not read texts alike.',
  ],
  [
    { ...differ, what: 'positions', ofBase: '128', ofTuned: '64' },
    './tuned cuts texts at 64 tokens, owner/base at 128: they do not read texts alike.',
  ],
  [
    { area, code: 'training-too-few-rows', source: 'a.csv', rows: 1, repeated: 0 },
    'a.csv gives too few rows to fit a map on: 1.',
  ],
  [
    { area, code: 'training-too-few-rows', source: 'a.csv', rows: 1, repeated: 8 },
    'a.csv gives too few rows to fit a map on: 1, without 8 that came before.',
  ],
  [{ ...unreadable, fault: 'missing', array: null, detail: '' }, 'There is no file x.npz.'],
  [{ ...unreadable, fault: 'is-folder', array: null, detail: '' }, 'x.npz is a folder.'],
  [{ ...unreadable, fault: 'no-permission', array: null, detail: '' }, 'You may not read x.npz.'],
  [{ ...unreadable, fault: 'not-zip', array: null, detail: 'why' }, 'x.npz is no NumPy archive (.npz): why'],
  [
    { ...unreadable, fault: 'no-array', array: 'y', detail: 'before.npy' },
    'x.npz has no array "y". It holds: before.npy',
  ],
  [{ ...unreadable, fault: 'not-an-array', array: 'x', detail: '' }, '"x" in x.npz is no NumPy array.'],
  [
    { ...unreadable, fault: 'not-floats', array: 'x', detail: '<i8' },
    'The array "x" in x.npz holds <i8, no floats of 16, 32 or 64 bits.',
  ],
  [
    { ...unreadable, fault: 'column-order', array: 'x', detail: '' },
    'The array "x" in x.npz is stored column by column.',
  ],
  [
    { ...unreadable, fault: 'not-two-dimensional', array: 'x', detail: '(3)' },
    'The array "x" in x.npz has the shape (3), and not two dimensions.',
  ],
  [
    { ...unreadable, fault: 'shapes-differ', array: null, detail: '' },
    'The arrays "x" and "y" in x.npz are not of one shape.',
  ],
  [{ ...unreadable, fault: 'cut-off', array: 'y', detail: '' }, 'The array "y" in x.npz ends before its last row.'],
  [
    { area, code: 'training-embeddings-not-finite', file: 'x.npz', row: 7 },
    'Row 7 of the embeddings in x.npz is not finite.',
  ],
  [
    { area, code: 'training-embeddings-dimension', file: 'x.npz', found: 64, base: 'owner/base', expected: 768 },
    'The embeddings in x.npz have 64 dimensions, those of owner/base have 768.',
  ],
  [
    { area, code: 'training-out-in-use', folder: './tuned', file: 'config.json' },
    "./tuned holds a config.json that is no map's, and would be lost.",
  ],
  [{ area, code: 'training-out-in-use', folder: 'a', file: '' }, 'a is a file, and no folder for a map.'],
  [{ area, code: 'training-not-written', file: 'a', reason: 'ENOSPC' }, 'a could not be written: ENOSPC'],
  [
    { area, code: 'training-download-needs-consent', base: 'a/b', tuned: 'c/d', bytes: 8.8e8, limitBytes: 5e8 },
    'The weights of a/b and c/d would be 880 MB to download.',
  ],
  [
    { area, code: 'training-list-unreadable', file: 'maps.yaml', fault: 'missing', detail: '' },
    'There is no file maps.yaml.',
  ],
  [
    { area, code: 'training-list-unreadable', file: 'maps.yaml', fault: 'is-folder', detail: '' },
    'maps.yaml is a folder.',
  ],
  [
    { area, code: 'training-list-unreadable', file: 'maps.yaml', fault: 'no-permission', detail: '' },
    'You may not read maps.yaml.',
  ],
  [
    { area, code: 'training-list-unreadable', file: 'maps.yaml', fault: 'other', detail: 'EIO' },
    'maps.yaml cannot be read: EIO',
  ],
  [{ ...unusable, setting: 'out', file: '', reason: 'empty' }, '<out> is empty.'],
  [{ ...unusable, reason: 'not-a-folder' }, 'a/b cannot be written: /x/a is a file, not a folder.'],
  [{ ...unusable, reason: 'no-permission' }, 'a/b cannot be written: you may not write to /x/a.'],
  [{ ...unusable, reason: 'name-too-long' }, 'a/b cannot be written: the name is too long.'],
  [{ ...unusable, reason: 'other', detail: 'EIO' }, 'a/b cannot be written: EIO.'],
  [
    { ...unusable, setting: 'save-embeddings', reason: 'is-folder' },
    'a/b is a folder; embeddings are written to a file.',
  ],
  [
    { ...unusable, setting: 'save-embeddings', reason: 'other-extension' },
    'a/b: the name of a file of embeddings ends with .npz.',
  ],
  [
    { area, code: 'training-numbers-too-large', source: 'x.npz' },
    'The embeddings of x.npz are so large that the numbers of their map have no room in 32 bits.',
  ],
  [{ ...list, fault: 'not-yaml', detail: 'why' }, 'maps.yaml is no YAML: why'],
  [{ ...list, fault: 'no-maps' }, 'maps.yaml has no list of maps.'],
  [{ ...list, fault: 'not-a-mapping', entry: 2 }, 'Map 2 in maps.yaml has no keys and values.'],
  [{ ...list, fault: 'unknown-key', key: 'map' }, 'maps.yaml has a key at its top that is not known: "map".'],
  [
    { ...list, fault: 'bad-name', entry: 3, detail: '../imdb' },
    'Map 3 in maps.yaml has a name that is none of a folder: "../imdb".',
  ],
  [
    { ...list, fault: 'same-folder', entry: 3, detail: 'imdb' },
    'Map 3 in maps.yaml would be written where another one of the list is: imdb',
  ],
  [{ ...list, fault: 'own-folder', entry: 3, detail: './x' }, 'Map 3 in maps.yaml has an "out" of its own: ./x'],
  [
    { area, code: 'training-some-failed', failed: 2, maps: 9, names: ['a', 'b'] },
    '2 of 9 maps could not be made: a, b.',
  ],
];

describe('the words of training problems', () => {
  it.each(problems)('say what is wrong: %o', (problem, message) => {
    expect(describeProblem(problem, voice).message).toBe(message);
  });

  it('are there for every code', () => {
    const tested = new Set(problems.map(([{ code }]) => code));
    expect(trainingProblem.options.map(({ shape }) => shape.code.value).filter((code) => !tested.has(code))).toEqual(
      [],
    );
  });
});

const worse = { error: 0.281_23, identityError: 0.19 };
const warnings: [TrainingWarning, string][] = [
  [
    { code: 'training-own-texts-only', detail: { source: 'a.csv' } },
    'The map is fitted on the texts of a.csv alone. A ranking applies it to other texts, where such a map is often worse than none. Add texts of other kinds, labelled or not, with <also>.',
  ],
  [
    { code: 'training-no-better-than-identity', detail: { source: null, ...worse } },
    'The map is no better than none: its error on rows that were left out is 0.281, without a map it is 0.19.',
  ],
  [
    { code: 'training-no-better-than-identity', detail: { source: 'b.csv', ...worse } },
    'On the texts of b.csv the map is no better than none: its error on rows that were left out is 0.281, without a map it is 0.19.',
  ],
  [
    { code: 'training-nothing-changed', detail: { base: 'a/b', tuned: './c' } },
    './c gives the same embeddings as a/b: the map changes nothing. Was the fine-tuned model saved?',
  ],
  [
    { code: 'training-texts-repeated', detail: { rows: 12 } },
    '12 rows were left out: their texts came before, and each text counts once.',
  ],
  [
    { code: 'training-rows-repeated', detail: { file: 'x.npz', rows: 3 } },
    '3 rows of x.npz were left out: their embeddings came before, and each counts once.',
  ],
  [
    {
      code: 'training-models-swapped',
      detail: { base: './a', tuned: './b', by: 'head', found: 'BertForSequenceClassification' },
    },
    './a has a head for a task (BertForSequenceClassification), and ./b has none: have <base> and <tuned> been swapped?',
  ],
  [
    { code: 'training-models-swapped', detail: { base: './a', tuned: 'o/b', by: 'name', found: 'b' } },
    './a says that it was made from b, not o/b from it: have <base> and <tuned> been swapped?',
  ],
  [
    { code: 'training-base-is-folder', detail: { base: './bert' } },
    'The map names the folder ./bert as its base model, so that nobody else can find it. Before it is published it needs the id of the model on the Hub.',
  ],
];

describe('the words of training warnings', () => {
  it.each(warnings)('say what to know: %o', (warning, sentence) => {
    expect(describeCodedFact(warning, voice)).toBe(sentence);
  });

  it('are there for every code', () => {
    const tested = new Set(warnings.map(([{ code }]) => code));
    expect(trainingWarning.options.map(({ shape }) => shape.code.value).filter((code) => !tested.has(code))).toEqual(
      [],
    );
  });
});
