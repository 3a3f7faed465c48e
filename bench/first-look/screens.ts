import type { Difference } from '../../src/certainty/difference.ts';
import { differenceTo } from '../../src/certainty/difference.ts';
import type { EmbeddingMap } from '../../src/logme/types.ts';
import { normal, uniform } from '../../test/logme/random-problem.ts';
import { type SampleMap, sampleMaps } from '../../test/logme/sample-hub.ts';
import { drawn, type ExactRanking, rankCorrelation, rankExactly } from './sample.ts';
import { sampleTargets } from './sample-targets.ts';

const d = 128;

/** A way to see a part of a map: what is scored in its place; also made of the identity, for the baseline. */
interface Screen {
  name: string;
  view(map: EmbeddingMap, ranking: ExactRanking): EmbeddingMap;
}

/** All screens at an eighth, a quarter and half of the rows, on all sample targets whose verdict is not `cannot-tell`. */
export async function screensTable(): Promise<{ header: string[]; rows: string[][] }> {
  const maps = await sampleMaps();
  const rankings: ExactRanking[] = [];
  for (const { examples } of await sampleTargets()) {
    const ranking = rankExactly(examples, (index) => mapOf(maps, index), maps.length);
    if (ranking.verdict !== 'cannot-tell') rankings.push(ranking);
  }
  return {
    header: ['screen', 'Spearman', 'the first at place', 'last of the shortlist at place', 'within 8', 'within 16'],
    rows: screens().map((screen) => lineOf(screen, rankings, maps)),
  };
}

function lineOf(screen: Screen, rankings: readonly ExactRanking[], maps: readonly SampleMap[]): string[] {
  const seen = rankings.map((ranking) => {
    const looks = looksBy(screen, ranking, maps);
    const order = [...looks.keys()].sort((a, b) => (looks[b]?.value ?? 0) - (looks[a]?.value ?? 0));
    const placeOf = (index: number) => order.indexOf(index) + 1;
    return {
      correlation: rankCorrelation(looks, ranking.exact),
      first: placeOf(ranking.order[0] ?? 0),
      last: Math.max(...ranking.shortlist.map(placeOf)),
    };
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const share = (limit: number) => `${(100 * mean(seen.map(({ last }) => Number(last <= limit)))).toFixed(0)} %`;
  return [
    screen.name,
    mean(seen.map(({ correlation }) => correlation)).toFixed(2),
    mean(seen.map(({ first }) => first)).toFixed(1),
    mean(seen.map(({ last }) => last)).toFixed(1),
    share(8),
    share(16),
  ];
}

function looksBy(screen: Screen, ranking: ExactRanking, maps: readonly SampleMap[]): Difference[] {
  const { scorer } = ranking;
  const baseline = drawn(scorer.score(screen.view(identity(), ranking)));
  return maps.map(({ map }) => differenceTo(baseline, drawn(scorer.score(screen.view(map, ranking)))));
}

function screens(): Screen[] {
  const parts = [d / 8, d / 4, d / 2];
  return [
    ...parts.flatMap((rows): Screen[] => [
      {
        name: `first ${rows} rows`,
        view: (map) =>
          rowsOf(
            map,
            Array.from({ length: rows }, (_, row) => row),
          ),
      },
      { name: `${rows} rows in four random ranges`, view: (map) => rowsOf(map, fourRanges(rows)) },
      {
        name: `${rows} rows of largest variance`,
        view: (map, { examples }) => rowsOf(map, largest(map, examples, rows)),
      },
      { name: `sketch of ${rows} rows`, view: (map) => sketch(map, rows) },
    ]),
    { name: 'all rows in float16', view: inFloat16 },
  ];
}

function rowsOf({ weight, bias }: EmbeddingMap, rows: readonly number[]): EmbeddingMap {
  const part = new Float32Array(rows.length * d);
  for (const [place, row] of rows.entries()) part.set(weight.subarray(row * d, (row + 1) * d), place * d);
  return { weight: part, bias: bias && Float32Array.from(rows, (row) => bias[row] ?? 0) };
}

function fourRanges(rows: number): number[] {
  const next = uniform(77);
  const length = rows / 4;
  return [0, 1, 2, 3].flatMap((part) => {
    const start = Math.floor((part * d) / 4 + next() * (d / 4 - length));
    return Array.from({ length }, (_, row) => start + row);
  });
}

/** By the variance of what a row makes of the sample's embeddings: which only who has the whole map can tell. */
function largest({ weight }: EmbeddingMap, { embeddings, n }: ExactRanking['examples'], rows: number): number[] {
  const variances = Array.from({ length: d }, (_, row) => {
    let sum = 0;
    let squared = 0;
    for (let i = 0; i < n; i++) {
      let value = 0;
      for (let k = 0; k < d; k++) value += (weight[row * d + k] ?? 0) * (embeddings[i * d + k] ?? 0);
      sum += value;
      squared += value * value;
    }
    return squared / n - (sum / n) ** 2;
  });
  return [...variances.keys()].sort((a, b) => (variances[b] ?? 0) - (variances[a] ?? 0)).slice(0, rows);
}

/** Random mixtures of all rows, the same for all maps: what a publisher could put beside a map. */
function sketch({ weight, bias }: EmbeddingMap, rows: number): EmbeddingMap {
  const next = normal(5);
  const mixed = new Float32Array(rows * d);
  const shifts = new Float32Array(rows);
  for (let place = 0; place < rows; place++) {
    for (let row = 0; row < d; row++) {
      const share = next() / Math.sqrt(d);
      shifts[place] = (shifts[place] ?? 0) + share * (bias?.[row] ?? 0);
      for (let k = 0; k < d; k++) {
        mixed[place * d + k] = (mixed[place * d + k] ?? 0) + share * (weight[row * d + k] ?? 0);
      }
    }
  }
  return { weight: mixed, bias: shifts };
}

function inFloat16({ weight, bias }: EmbeddingMap): EmbeddingMap {
  const rounded = (values: Float32Array) => Float32Array.from(new Float16Array(values));
  return { weight: rounded(weight), bias: bias && rounded(bias) };
}

function identity(): EmbeddingMap {
  return { weight: Float32Array.from({ length: d * d }, (_, i) => Number(i % (d + 1) === 0)), bias: null };
}

function mapOf(maps: readonly SampleMap[], index: number): EmbeddingMap {
  const found = maps[index];
  if (found === undefined) throw new RangeError(`there is no map ${index}`);
  return found.map;
}
