import { describe, expect, it } from 'vitest';
import { formatColumns } from '../../src/cli/format-columns.ts';

describe('a plain table', () => {
  it('has columns as wide as their widest cell', () => {
    expect(formatColumns(['a', 'n'], [['long', '1']])).toBe('a     n\nlong  1\n');
  });

  it('takes as many rows as a dataset has columns', () => {
    const rows = Array.from({ length: 200_000 }, () => ['x']);
    expect(formatColumns(['a'], rows)).toHaveLength(2 * 200_001);
  });
});
