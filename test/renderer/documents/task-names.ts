import type { RankedTask } from '../../../src/ranking/document.ts';

type TaskIdentity = Pick<
  RankedTask,
  'taskId' | 'taskSubset' | 'taskSplit' | 'textColumns' | 'labelColumn' | 'language' | 'examples'
>;

/** Datasets as they are on the Hub: id, subsets, text columns, label column, languages. */
const families: readonly (readonly [string, readonly string[], readonly string[], string, readonly string[]])[] = [
  ['stanfordnlp/imdb', ['plain_text'], ['text'], 'label', ['en']],
  ['stanfordnlp/sst2', ['default'], ['sentence'], 'label', ['en']],
  ['nyu-mll/glue', ['mnli', 'rte', 'wnli'], ['premise', 'hypothesis'], 'label', ['en']],
  ['nyu-mll/glue', ['mrpc', 'stsb'], ['sentence1', 'sentence2'], 'label', ['en']],
  ['nyu-mll/glue', ['cola', 'sst2'], ['sentence'], 'label', ['en']],
  ['fancyzhx/ag_news', ['default'], ['text'], 'label', ['en']],
  ['fancyzhx/yelp_polarity', ['plain_text'], ['text'], 'label', ['en']],
  ['dair-ai/emotion', ['split', 'unsplit'], ['text'], 'label', ['en']],
  [
    'cardiffnlp/tweet_eval',
    ['emotion', 'hate', 'irony', 'offensive', 'sentiment', 'stance_climate'],
    ['text'],
    'label',
    ['en'],
  ],
  [
    'google-research-datasets/paws-x',
    ['de', 'en', 'es', 'fr', 'ja', 'ko', 'zh'],
    ['sentence1', 'sentence2'],
    'label',
    [''],
  ],
  [
    'facebook/xnli',
    ['ar', 'bg', 'de', 'el', 'en', 'es', 'fr', 'hi', 'ru', 'sw', 'th', 'tr', 'ur', 'vi', 'zh'],
    ['premise', 'hypothesis'],
    'label',
    [''],
  ],
  [
    'mteb/amazon_massive_intent',
    ['af', 'am', 'az', 'bn', 'cy', 'da', 'de', 'fa', 'fi', 'hu', 'hy', 'id', 'is', 'it'],
    ['text'],
    'label',
    [''],
  ],
  ['kuroneko5943/amz20', ['Dumbbell', 'Tire', 'Keyboard', 'WallClock', 'Baby'], ['sentence'], 'label', ['en']],
  ['hpprc/jsick', ['base', 'stsb'], ['text1', 'text2'], 'score', ['ja']],
  ['PolyAI/banking77', ['default'], ['text'], 'label', ['en']],
  ['clinc/clinc_oos', ['plus', 'small', 'imbalanced'], ['text'], 'intent', ['en']],
  ['tweets-hate-speech-detection/tweets_hate_speech_detection', ['default'], ['tweet'], 'label', ['en']],
];

/** Identities of `count` tasks, the first ones as they are on the Hub, later ones with a numbered subset. */
export function taskIdentities(count: number, random: () => number): TaskIdentity[] {
  const known = families.flatMap(([taskId, subsets, textColumns, labelColumn, languages]) =>
    subsets.map((taskSubset) => ({
      taskId,
      taskSubset,
      textColumns: [...textColumns],
      labelColumn,
      language: languages[0] || (taskSubset.length === 2 ? taskSubset : null),
    })),
  );
  return Array.from({ length: count }, (_, index) => {
    const base = known[index % known.length] ?? known[0];
    if (base === undefined) throw new Error('no task names');
    const round = Math.floor(index / known.length);
    return {
      ...base,
      taskSubset: round === 0 ? base.taskSubset : `${base.taskSubset}_${round}`,
      taskSplit: 'train',
      examples: random() < 0.6 ? 10_000 : Math.round(200 + random() * 9800),
    };
  });
}
