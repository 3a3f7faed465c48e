import type { Verdict } from '../../src/certainty/verdict.ts';
import type { Placed, RankedTarget } from './rank-target.ts';
import type { Rankings } from './transfers.ts';

/** A table as `formatTable` takes it. */
export interface Table {
  header: string[];
  rows: string[][];
}

const verdicts: Verdict[] = ['helps', 'may-help', 'none-likely', 'cannot-tell'];
const bounds = [Number.NEGATIVE_INFINITY, -4, -2, 0, 2, Number.POSITIVE_INFINITY];

/** Regret of the first, the first three and five, and the shortlist; the size of that, and how often it holds the best task. */
export function regretTable(rankings: readonly Rankings[]): Table {
  return {
    header: ['variant', 'rows', 'regret@1', '@3', '@5', '@shortlist', 'its tasks', 'holds the best'],
    rows: rankings.map(({ variant, rows, ranked }) => {
      const regretOf = (choose: (target: RankedTarget) => readonly Placed[]) =>
        points(mean(ranked.map((target) => best(target.tasks) - best(choose(target)))));
      const first = [1, 3, 5].map((count) => regretOf(({ tasks }) => tasks.slice(0, count)));
      const listed = ranked.flatMap((target) => (target.shortlist === null ? [] : [shortlistOf(target)]));
      if (listed.length === 0) return [variant, `${rows}`, ...first, '–', '–', '–'];
      const holding = ranked.filter((target) => best(shortlistOf(target)) === best(target.tasks)).length;
      return [
        variant,
        `${rows}`,
        ...first,
        regretOf(shortlistOf),
        mean(listed.map(({ length }) => length)).toFixed(1),
        `${holding} of ${ranked.length}`,
      ];
    }),
  };
}

/** How often the first task helped, by verdict. */
export function verdictTable(rankings: readonly Rankings[]): Table {
  return {
    header: ['variant', 'rows', ...verdicts],
    rows: withCertainty(rankings).map(({ variant, rows, ranked }) => [
      variant,
      `${rows}`,
      ...verdicts.map((verdict) => {
        const firsts = ranked.filter((target) => target.verdict === verdict).flatMap(({ tasks }) => tasks[0] ?? []);
        return firsts.length === 0 ? '–' : `${helped(firsts)} of ${firsts.length}, ${signedPoints(meanGain(firsts))}`;
      }),
    ]),
  };
}

/** How many tasks helped, by their z. */
export function zTable(rankings: readonly Rankings[]): Table {
  const classes = bounds.slice(1).map((high, index) => [bounds[index] ?? 0, high] as const);
  const title = ([low, high]: readonly [number, number]) =>
    low === Number.NEGATIVE_INFINITY
      ? `below ${high}`
      : high === Number.POSITIVE_INFINITY
        ? `above ${low}`
        : `${low} to ${high}`;
  return {
    header: ['variant', 'rows', ...classes.map(title)],
    rows: withCertainty(rankings).map(({ variant, rows, ranked }) => [
      variant,
      `${rows}`,
      ...classes.map(([low, high]) => {
        const within = ranked.flatMap(({ tasks }) => tasks.filter(({ z }) => z !== null && z >= low && z < high));
        return within.length === 0 ? '–' : `${share(within)} of ${within.length} (${signedPoints(meanGain(within))})`;
      }),
    ]),
  };
}

/** P(first) of the first against how often it was the best; P(helps) against how often tasks helped. */
export function probabilityTable(rankings: readonly Rankings[]): Table {
  const thirds = [
    [0, 1 / 3],
    [1 / 3, 2 / 3],
    [2 / 3, 1.01],
  ] as const;
  return {
    header: ['variant', 'rows', 'P(first) of the first', 'it was the best', 'P(helps) below ⅓', '⅓ to ⅔', 'above ⅔'],
    rows: withCertainty(rankings).map(({ variant, rows, ranked }) => {
      const firsts = ranked.flatMap(({ tasks }) => tasks[0] ?? []);
      const right = ranked.filter(({ tasks }) => tasks[0]?.gain === best(tasks)).length;
      return [
        variant,
        `${rows}`,
        mean(firsts.map(({ first }) => first ?? Number.NaN)).toFixed(2),
        (right / ranked.length).toFixed(2),
        ...thirds.map(([low, high]) => {
          const within = ranked.flatMap(({ tasks }) =>
            tasks.filter(({ helps }) => helps !== null && helps >= low && helps < high),
          );
          return within.length === 0 ? '–' : `${share(within)} of ${within.length}`;
        }),
      ];
    }),
  };
}

function withCertainty(rankings: readonly Rankings[]): Rankings[] {
  return rankings.filter(({ ranked }) => ranked.every(({ verdict }) => verdict !== null));
}

function shortlistOf({ tasks, shortlist }: RankedTarget): Placed[] {
  return (shortlist ?? []).flatMap((index) => tasks[index] ?? []);
}

function best(tasks: readonly Placed[]): number {
  return Math.max(...tasks.map(({ gain }) => gain));
}

function helped(tasks: readonly Placed[]): number {
  return tasks.filter(({ gain }) => gain > 0).length;
}

function share(tasks: readonly Placed[]): string {
  return `${((100 * helped(tasks)) / tasks.length).toFixed(0)} %`;
}

function meanGain(tasks: readonly Placed[]): number {
  return mean(tasks.map(({ gain }) => gain));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function points(value: number): string {
  return (100 * value).toFixed(1);
}

function signedPoints(value: number): string {
  return `${value < 0 ? '−' : '+'}${points(Math.abs(value))}`;
}
