import { describe, expect, it } from 'vitest';
import { type MergeProblem, mergeProblem } from '../../src/protocol/problems/merge.ts';
import { formatRanges } from '../../src/words/format-ranges.ts';
import { describeMergeProblem } from '../../src/words/merge-problems.ts';
import { fillTemplate, type Voice } from '../../src/words/voice.ts';

const voice: Voice = {
  say: fillTemplate,
  setting: (name, value) => (value === undefined ? `<${name}>` : `<${name} ${value}>`),
};

const area = 'merge';
const file = 'part-1.json';
const otherFile = 'part-2.json';

const table: [MergeProblem, string, string | null][] = [
  [{ area, code: 'merge-unreadable-file', file, reason: 'ENOENT' }, 'part-1.json cannot be read: ENOENT', null],
  [
    { area, code: 'merge-not-json', file, reason: 'it ends' },
    'part-1.json is not JSON: it ends',
    'Run that part again: it may have been cut off on its way.',
  ],
  [
    { area, code: 'merge-other-version', file, schema: 'intermediate-task-ranking/2' },
    'part-1.json is of another version of this program: it calls itself intermediate-task-ranking/2.',
    'Run all parts, and merge them, with the same version.',
  ],
  [
    { area, code: 'merge-not-a-ranking', file, where: 'target', reason: 'expected object' },
    'part-1.json is not a ranking: target: expected object',
    'Name the files that <shard i/n> wrote.',
  ],
  [
    { area, code: 'merge-damaged-draws', file },
    'part-1.json was changed after it was written: its "part.draws" are not what it says.',
    'Run that part again: it may have been cut off on its way.',
  ],
  [
    { area, code: 'merge-not-a-part', file },
    'part-1.json is a whole ranking, not a part of one.',
    'Name the files that <shard i/n> wrote.',
  ],
  [
    { area, code: 'merge-different-runs', field: 'target.seed', file, value: '42', otherFile, otherValue: '7' },
    'part-1.json and part-2.json are not parts of one run: target.seed is 42 in the first and 7 in the second.',
    'Run all parts with the same data, the same settings and the same version of this program.',
  ],
  [
    { area, code: 'merge-different-runs', field: 'part.maps', file, value: '"a"', otherFile, otherValue: '"b"' },
    'part-1.json and part-2.json are not parts of one run: part.maps is "a" in the first and "b" in the second.',
    'They ranked shares of different lists of maps: the list on the Hub changed in between, or with <cached-only> the caches differ. Run the parts again, or name the maps with <esms>.',
  ],
  [
    { area, code: 'merge-repeated-shard', shard: 2, shards: 8, file, otherFile },
    'part-1.json and part-2.json are both part 2 of 8.',
    'Leave one of them out.',
  ],
  [
    { area, code: 'merge-repeated-map', repo: 'a/b', file, otherFile },
    'a/b is in both part-1.json and part-2.json.',
    'One of them was changed after it was written; run that part again.',
  ],
  [
    { area, code: 'merge-partial-part', shard: 1, shards: 8, file },
    'part-1.json (part 1 of 8) was cancelled before all its maps were ranked.',
    'Run it again with <shard 1/8>, or say <partial> to merge what is there.',
  ],
  [
    { area, code: 'merge-missing-shards', missing: [3, 4, 5, 8], shards: 8 },
    'Of 8 parts, 4 are missing: 3–5, 8.',
    'Run what is missing (<shard 3/8>), or say <partial> to merge what is there.',
  ],
];

describe('describeMergeProblem', () => {
  it.each(table)('%j', (problem, message, remedy) => {
    expect(describeMergeProblem(problem, voice)).toEqual({ message, remedy });
  });

  it('covers every code', () => {
    const codes = mergeProblem.options.map((option) => option.shape.code.value).sort();
    expect([...new Set(table.map(([{ code }]) => code))].sort()).toEqual(codes);
  });

  it('says "is missing" of one', () => {
    const problem: MergeProblem = { area, code: 'merge-missing-shards', missing: [3], shards: 8 };
    expect(describeMergeProblem(problem, voice).message).toBe('Part 3 of 8 is missing.');
  });
});

it.each([
  [[], ''],
  [[4], '4'],
  [[1, 2, 4, 5, 6, 9], '1–2, 4–6, 9'],
])('ranges of %j', (numbers, text) => expect(formatRanges(numbers)).toBe(text));
