import { describe, expect, it } from 'vitest';
import { namesWithin, onTwoLines, withoutMiddle } from '../../../src/extension/rank-command/fit-lines.ts';

describe('lines of a quick pick', () => {
  it('a name keeps both ends', () => {
    expect(withoutMiddle('description', 11)).toBe('description');
    expect(withoutMiddle('toxicity_category_label', 11)).toBe('toxic…label');
    expect(withoutMiddle('🎉🎊🎈🎁🎀', 3)).toBe('🎉…🎀');
  });

  it('names share the room, and short ones stay whole', () => {
    const names = namesWithin(['comment_text_with_a_long_name', 'use'], 20);
    expect(names).toEqual(['comment_…ong_name', 'use']);
    expect(namesWithin(['text', 'label'], 20)).toEqual(['text', 'label']);
  });

  it('a sentence goes on below where a word ends, and none is lost', () => {
    expect(onTwoLines('10 rows are the same.')).toEqual({ label: '10 rows are the same.' });
    const sentence =
      'Lengths are those of the first 500 texts, in words; tokens are counted where the base model is on this machine.';
    const { label, detail } = onTwoLines(sentence);
    expect(label).toBe('Lengths are those of the first 500 texts, in words; tokens');
    expect(`${label} ${detail}`).toBe(sentence);
    const chinese = '长度是前 500 个文本的长度，以词计；如果基础模型在此计算机上，则按词元计数，这样的句子很长很长。';
    const lines = onTwoLines(chinese);
    expect(lines.label.endsWith('；')).toBe(true);
    expect(`${lines.label}${lines.detail}`).toBe(chinese);
  });
});
