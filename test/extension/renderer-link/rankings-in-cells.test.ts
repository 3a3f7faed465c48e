import { describe, expect, it } from 'vitest';
import {
  type CellWithOutputs,
  findRanking,
  rankingsInCells,
} from '../../../src/extension/renderer-link/rankings-in-cells.ts';
import { rankingMime } from '../../../src/ranking/document.ts';
import { rankingKey } from '../../../src/ranking/ranking-identity.ts';
import { someTasks, withoutBaseline } from '../../renderer/documents/recorded.ts';

function cell(...texts: string[]): CellWithOutputs {
  return { outputs: texts.map((text) => ({ items: [{ mime: rankingMime, data: new TextEncoder().encode(text) }] })) };
}

const ranking = someTasks();
const later = { ...ranking, created: '2027-01-01T00:00:00Z' };
const cells = [
  { outputs: [{ items: [{ mime: 'text/html', data: new TextEncoder().encode(JSON.stringify(ranking)) }] }] },
  cell('{"schema": ', 'null', JSON.stringify(ranking)),
  cell(),
  cell(JSON.stringify(later), JSON.stringify(withoutBaseline())),
];

describe('the rankings of a notebook', () => {
  it('are those of its outputs in their order, without what cannot be read and what is no ranking', () => {
    const told = rankingsInCells(cells).map(({ identity }) => [identity.target.source, identity.created]);
    expect(told).toEqual([ranking, later, withoutBaseline()].map(({ target, created }) => [target.source, created]));
  });

  it('are told without their tasks', () => {
    for (const { identity } of rankingsInCells(cells)) expect(identity).not.toHaveProperty('tasks');
  });

  it('are found by key and time, as they stand there', () => {
    const key = rankingKey(ranking);
    expect(findRanking(cells, { key, created: later.created })).toEqual(JSON.parse(JSON.stringify(later)));
    expect(findRanking(cells, { key, created: ranking.created })).toEqual(JSON.parse(JSON.stringify(ranking)));
    expect(findRanking(cells, { key, created: null })).toBeNull();
  });
});
