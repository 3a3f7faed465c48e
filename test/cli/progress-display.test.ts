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

  it('prints a wait for the Hub at once, and once', () => {
    const lines: string[] = [];
    const display = plainDisplay({ write: (text) => lines.push(text) }, () => 2_000);
    const fetching = { stage: 'fetch-esms', total: 33, unit: 'esms' } as const;
    const wait = { seconds: 40, asked: true };
    display.update({ ...fetching, done: 11 });
    display.update({ ...fetching, done: 12, wait });
    display.update({ ...fetching, done: 13, wait });
    display.update({ ...fetching, done: 13, wait: { seconds: 8, asked: false } });
    expect(lines).toEqual([
      'Fetching Embedding Space Maps: 11 of 33 maps\n',
      'Fetching Embedding Space Maps: 12 of 33 maps; the Hub asks to wait 40 s\n',
      'Fetching Embedding Space Maps: 13 of 33 maps; the Hub fails; next try in 8 s\n',
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
