import { describe, expect, it } from 'vitest';
import { placeBelowRanking } from '../../../src/extension/renderer-link/place-below-ranking.ts';
import type { CellWithOutputs } from '../../../src/extension/renderer-link/rankings-in-cells.ts';
import { type RankingDocument, rankingMime } from '../../../src/ranking/document.ts';
import { someTasks, withoutBaseline } from '../../renderer/documents/recorded.ts';

const empty: CellWithOutputs = { outputs: [] };

function showing(document: RankingDocument | string): CellWithOutputs {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return {
    outputs: [
      {
        items: [
          { mime: 'text/html', data: new Uint8Array() },
          { mime: rankingMime, data: new TextEncoder().encode(text) },
        ],
      },
    ],
  };
}

const { target } = someTasks();

/** A ranking of another sample. */
function other(): RankingDocument {
  return { ...someTasks(), target: { ...someTasks().target, fingerprint: 'sha256:other' } };
}

describe('the place of the fine-tuning cell', () => {
  it('is below the cell that shows the ranking, wherever the selection is', () => {
    const cells = [empty, showing(other()), showing(someTasks()), empty, empty];
    expect(placeBelowRanking(cells, target, { start: 4, end: 5 })).toBe(3);
    expect(placeBelowRanking(cells, other().target, { start: 0, end: 1 })).toBe(2);
  });

  it('is below the selected one of several', () => {
    const cells = [showing(someTasks()), empty, showing(someTasks())];
    expect(placeBelowRanking(cells, target, { start: 2, end: 3 })).toBe(3);
    expect(placeBelowRanking(cells, target, { start: 1, end: 2 })).toBe(1);
  });

  it('is found without a fingerprint by all else that is told of the sample', () => {
    const theirs = withoutBaseline();
    const another = { ...theirs, target: { ...theirs.target, rows: 999 } };
    const cells = [showing('null'), showing(someTasks()), showing(another), showing(theirs), empty];
    expect(placeBelowRanking(cells, theirs.target, { start: 0, end: 1 })).toBe(4);
  });

  it('is below the selection where no cell shows it, within the notebook', () => {
    const cells = [empty, showing('{"schema": '), showing('null')];
    expect(placeBelowRanking(cells, target, { start: 1, end: 2 })).toBe(2);
    expect(placeBelowRanking([], target, { start: 0, end: 1 })).toBe(0);
  });
});
