import type { Task } from '../protocol/rank-request.ts';
import type { EsmEntry } from './entry.ts';

/** What is known of the target before any map is fetched. */
export interface TargetTraits {
  /** ISO 639-1 code of the texts' language; null where not sure. */
  language: string | null;
  task: Task;
  /** Number of text columns: pairs of texts are a kind of task of their own. */
  textColumns: number;
  /** Words of the file name, the columns and the class names. */
  words: ReadonlySet<string>;
}

/** Words in the names of public datasets that score something instead of sorting it into classes. */
const regressionWords = [
  'score',
  'similarity',
  'stsb',
  'sts',
  'rating',
  'regression',
  'intensity',
  'readability',
  'size',
];

/** Words in the names of public datasets that hold pairs of texts. */
const pairWords = [
  'nli',
  'mnli',
  'snli',
  'xnli',
  'paws',
  'qqp',
  'mrpc',
  'rte',
  'entailment',
  'paraphrase',
  'similarity',
  'match',
];

/** Words that stand in most names and tell nothing. */
const emptyWords = new Set([
  'the',
  'and',
  'for',
  'esm',
  'data',
  'dataset',
  'datasets',
  'text',
  'texts',
  'label',
  'labels',
  'train',
  'test',
  'csv',
  'json',
  'default',
]);

/**
 * The order in which maps are fetched, so that a ranking is useful early: what is cached first (it costs nothing), then those
 * whose metadata fit the target best, then the most downloaded; ties by repository id. Returns a new array.
 */
export function orderForFetching(
  entries: readonly EsmEntry[],
  traits: TargetTraits,
  isCached: (entry: EsmEntry) => boolean,
): EsmEntry[] {
  const keyed = entries.map((entry) => ({ entry, cached: isCached(entry) ? 1 : 0, fit: metadataFit(entry, traits) }));
  keyed.sort(
    (a, b) =>
      b.cached - a.cached ||
      b.fit - a.fit ||
      b.entry.downloads - a.entry.downloads ||
      (a.entry.repo < b.entry.repo ? -1 : 1),
  );
  return keyed.map(({ entry }) => entry);
}

/**
 * How well the tags and the name of a map fit the target, 0 to 7: 3 for the language, 1 for the kind of task, 1 for pairs of
 * texts, up to 2 for words in common. A guess for the order of fetching only; it never changes a score.
 */
export function metadataFit(entry: EsmEntry, traits: TargetTraits): number {
  const names = wordsOf(`${entry.repo} ${entry.tags.filter((tag) => tag.startsWith('dataset:')).join(' ')}`);
  const has = (words: readonly string[]) => words.some((word) => names.has(word));
  const language = traits.language !== null && entry.tags.includes(traits.language) ? 3 : 0;
  const task = has(regressionWords) === (traits.task === 'regression') ? 1 : 0;
  const pairs = has(pairWords) === traits.textColumns > 1 ? 1 : 0;
  const shared = [...names].filter((word) => traits.words.has(word)).length;
  return language + task + pairs + Math.min(shared, 2);
}

/** The telling words of a name: lower case, at least three letters, split at everything else and at camelCase. */
export function wordsOf(name: string): Set<string> {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return new Set(words.filter((word) => word.length >= 3 && !emptyWords.has(word)));
}
