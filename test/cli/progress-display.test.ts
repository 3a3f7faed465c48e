import { describe, expect, it } from 'vitest';
import { plainDisplay, progressLine } from '../../src/cli/progress-display.ts';

describe('plainDisplay', () => {
  it('prints the start and the end of a stage, and a line every five seconds with the time left', () => {
    const lines: string[] = [];
    let now = 0;
    const display = plainDisplay({ write: (text) => lines.push(text) }, () => now);
    for (let done = 0; done <= 20; done++) {
      display.update({ stage: 'embed', done: done * 50, total: 1000, unit: 'texts' });
      now += 1000;
    }
    expect(lines).toEqual([
      'Embedding the texts: 0 of 1,000 texts\n',
      'Embedding the texts: 250 of 1,000 texts, 15 s left\n',
      'Embedding the texts: 500 of 1,000 texts, 10 s left\n',
      'Embedding the texts: 750 of 1,000 texts, 5.0 s left\n',
      'Embedding the texts: 1,000 of 1,000 texts\n',
    ]);
  });
});

describe('progressLine', () => {
  const at = (done: number, total: number | null) =>
    progressLine({ progress: { stage: 'fetch-model', done, total, unit: 'bytes' }, startedAt: 0 }, 2000);

  it('fills a bar', () => {
    expect(at(50e6, 200e6)).toBe(
      'Fetching the base model         ██████░░░░░░░░░░░░░░░░░░ 50.0 MB of 200 MB, 6.0 s left',
    );
  });

  it('says only how much where the total is not known', () => {
    expect(at(50e6, null)).toBe('Fetching the base model         ░░░░░░░░░░░░░░░░░░░░░░░░ 50.0 MB');
  });
});
