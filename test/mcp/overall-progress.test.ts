import { describe, expect, it } from 'vitest';
import { OverallProgress } from '../../src/mcp/overall-progress.ts';
import type { Progress, Stage } from '../../src/protocol/progress.ts';

const at = (stage: Stage, done: number, total: number | null): Progress => ({ stage, done, total, unit: 'rows' });

describe('OverallProgress', () => {
  it('only grows, by at least one, and ends at a hundred', () => {
    const overall = new OverallProgress();
    expect(overall.update(at('read-dataset', 10, 10))).toBe(5);
    expect(overall.update(at('embed', 1, 1000))).toBeNull();
    expect(overall.update(at('embed', 500, 1000))).toBe(20);
    // A stage that starts anew does not take back what was told.
    expect(overall.update(at('embed', 10, 1000))).toBeNull();
    expect(overall.update(at('score', 5, null))).toBeNull();
    const stages: Stage[] = ['list-esms', 'fetch-model', 'embed', 'fetch-esms', 'score'];
    expect(stages.map((stage) => overall.update(at(stage, 3, 3))).at(-1)).toBe(100);
  });
});
