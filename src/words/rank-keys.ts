import type { RankKey } from '../protocol/recipe-key.ts';
import type { Voice } from './voice.ts';

/** What a key of a recipe sets, in one sentence, and what holds where it is left out (null: it must not be). */
export interface DescribedKey {
  meaning: string;
  otherwise: string | null;
}

/** A key under `rank:` in words, for hover and completion. */
export function describeRankKey(key: RankKey, voice: Voice): DescribedKey {
  switch (key) {
    case 'dataset':
      return {
        meaning: voice.say(
          'The file with your labelled texts: CSV, TSV, JSON, JSON Lines, Parquet, Arrow, Feather or a spreadsheet (.xlsx, .ods), or a folder of Parquet or Arrow files. Its path is relative to the folder of this recipe. A dataset on the Hugging Face Hub is named hf:owner/name.',
        ),
        otherwise: null,
      };
    case 'config':
      return {
        meaning: voice.say('The config of a dataset on the Hugging Face Hub: its language or variant.'),
        otherwise: voice.say('The only one, or the one that the dataset names as its default.'),
      };
    case 'split':
      return {
        meaning: voice.say('The split of the dataset, where it has several: train, validation, test.'),
        otherwise: voice.say('train, or the only one.'),
      };
    case 'encoding':
      return {
        meaning: voice.say(
          'The encoding of a text file that is not UTF-8, such as windows-1251, gb18030 or shift_jis.',
        ),
        otherwise: voice.say('What the bytes of the file say.'),
      };
    case 'sheet':
      return {
        meaning: voice.say('The sheet of a spreadsheet (.xlsx, .ods) that holds the texts.'),
        otherwise: voice.say('The first that is shown.'),
      };
    case 'text':
      return {
        meaning: voice.say('The column that holds the text, or a list of columns, which are joined by " [SEP] ".'),
        otherwise: voice.say('The only column that can be a text.'),
      };
    case 'label':
      return {
        meaning: voice.say('The column that holds what is to be predicted.'),
        otherwise: voice.say('The only column that can be a label.'),
      };
    case 'task':
      return {
        meaning: voice.say('Whether labels are classes (classification) or numbers to predict (regression).'),
        otherwise: voice.say('Regression for numbers with a fraction, classification for everything else.'),
      };
    case 'model':
      return {
        meaning: voice.say('The base model that you are going to fine-tune, by its name on the Hugging Face Hub.'),
        otherwise: null,
      };
    case 'examples':
      return {
        meaning: voice.say('How many rows to sample. More make the order more certain; a thousand is plenty.'),
        otherwise: voice.say('All usable rows up to 1,000; of more, 1,000.'),
      };
    case 'seed':
      return {
        meaning: voice.say('Which rows are sampled: any whole number; null takes the first rows.'),
        otherwise: voice.say('42 where rows are left out.'),
      };
    case 'esms':
      return {
        meaning: voice.say('Rank only these Embedding Space Maps, by their repository names.'),
        otherwise: voice.say('All that the Hub lists for the model.'),
      };
    case 'max-esms':
      return {
        meaning: voice.say(
          'Rank at most so many maps: those in the cache first, then those that fit your language and task best.',
        ),
        otherwise: voice.say('All.'),
      };
    case 'filter':
      return {
        meaning: voice.say(
          'Rank only maps whose metadata pass, as in: language=en examples>=1000 task~amazon. All conditions must hold; ~ means "contains", ! means "not".',
        ),
        otherwise: voice.say('All.'),
      };
    case 'cached-only':
      return {
        meaning: voice.say('Rank only the maps that are in the cache already; download none.'),
        otherwise: voice.say('false'),
      };
    case 'look':
      return {
        meaning: voice.say(
          'How maps are fetched: "all" fetches them whole; "first" looks at the beginning of all of them, and fetches only those whole that may be among the best.',
        ),
        otherwise: voice.say('all; first where that would be a large download.'),
      };
    case 'variant':
      return {
        meaning: voice.say(
          'How the score is computed: "evidence" also holds with fewer examples than dimensions; "hfselect" gives the numbers of the reference implementation.',
        ),
        otherwise: voice.say('evidence'),
      };
    case 'estimator':
      return {
        meaning: voice.say(
          'What estimates how much a task would help: "logme", or "hscore", "knn" or "ridge" for comparison. Of a list, the first ranks and the others are told beside it.',
        ),
        otherwise: voice.say('logme'),
      };
    case 'pooling':
      return {
        meaning: voice.say(
          'How one vector is made of a text: the pooler of the model, its first token, or the mean of all tokens.',
        ),
        otherwise: voice.say("The model's own rule."),
      };
    case 'top':
      return {
        meaning: voice.say(
          'How many rows the table has where the interactive one cannot be shown: on GitHub, in JupyterLab.',
        ),
        otherwise: voice.say('50'),
      };
  }
}
