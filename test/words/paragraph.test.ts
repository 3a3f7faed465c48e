import { expect, it } from 'vitest';
import { paragraphOf } from '../../src/words/paragraph.ts';

it.each([
  ['There is no file a.csv.', 'There is no file a.csv. Run again.'],
  ['a.csv cannot be read: EIO', 'a.csv cannot be read: EIO. Run again.'],
  ['没有文件 a.csv。', '没有文件 a.csv。 Run again.'],
  ['要下载吗？', '要下载吗？ Run again.'],
  ['已损坏（被截断）', '已损坏（被截断）. Run again.'],
])('a stop stands between %j and what to do, also of another script, and only one', (message, shown) => {
  expect(paragraphOf({ message, remedy: 'Run again.' })).toBe(shown);
});

it('without anything to do the message stands alone', () => {
  expect(paragraphOf({ message: 'Cancelled.', remedy: null })).toBe('Cancelled.');
});
