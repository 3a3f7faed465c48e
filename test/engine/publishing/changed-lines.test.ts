import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../../../src/engine/publishing/changed-lines.ts';

describe('the lines that a repair changes', () => {
  it('are those that go and those that come, in their order', () => {
    const before = '---\nlicense: mit\ntags:\n  - a\n---\n\n# Title\n';
    const after = '---\nlicense: mit\nbase_model: o/b\ntags:\n  - c\n---\n\n# Title\n';
    expect(changedLines(before, after)).toEqual(['+ base_model: o/b', '-   - a', '+   - c']);
  });

  it('are all of a new text, and none of the same', () => {
    expect(changedLines(null, 'a\nb\n')).toEqual(['+ a', '+ b']);
    expect(changedLines('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  it('make the one text of the other', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changed = changedLines(before.join('\n'), after.join('\n'));
        const count = (lines: readonly string[], letter: string) => lines.filter((line) => line === letter).length;
        for (const letter of ['a', 'b', 'c']) {
          const gone = count(changed, `- ${letter}`);
          const come = count(changed, `+ ${letter}`);
          expect(count(before, letter) - gone + come).toBe(count(after, letter));
          expect(gone).toBeLessThanOrEqual(count(before, letter));
        }
      }),
    );
  });

  it('are told in no time of texts without end', () => {
    const lines = (letter: string) => Array.from({ length: 50_000 }, (_, i) => `${letter}${i}`).join('\n');
    expect(changedLines(lines('a'), lines('b'))).toHaveLength(100_000);
  });
});
