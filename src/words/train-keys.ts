import type { TrainKey } from '../protocol/recipe-key.ts';
import { type DescribedKey, describeRankKey } from './rank-keys.ts';
import type { Voice } from './voice.ts';

/** A key under `train:` in words, for hover and completion. */
export function describeTrainKey(key: TrainKey, voice: Voice): DescribedKey {
  switch (key) {
    case 'config':
    case 'split':
    case 'encoding':
    case 'sheet':
    case 'text':
    case 'pooling':
      return describeRankKey(key, voice);
    case 'dataset':
      return {
        meaning: voice.say(
          'The texts of the task that the model was fine-tuned on: a file, a folder, or hf:owner/name on the Hugging Face Hub. A path is relative to the folder of this recipe.',
        ),
        otherwise: null,
      };
    case 'label':
      return {
        meaning: voice.say(
          'The column with the labels. The map is fitted without them: rows labelled −1 are left out, and the report shows how far each class moved.',
        ),
        otherwise: voice.say('The only column that can be a label.'),
      };
    case 'base':
      return {
        meaning: voice.say('The model before it was fine-tuned: its name on the Hugging Face Hub, or its folder.'),
        otherwise: null,
      };
    case 'tuned':
      return {
        meaning: voice.say(
          'The same model after it was fine-tuned: its folder (./fine-tuned), or its name on the Hugging Face Hub. A head for classification is left aside.',
        ),
        otherwise: null,
      };
    case 'out':
      return { meaning: voice.say('The folder that the map is written to.'), otherwise: null };
    default:
      return describeOptional(key, voice);
  }
}

type OptionalKey = Exclude<
  TrainKey,
  'config' | 'split' | 'encoding' | 'sheet' | 'text' | 'pooling' | 'dataset' | 'label' | 'base' | 'tuned' | 'out'
>;

function describeOptional(key: OptionalKey, voice: Voice): DescribedKey {
  switch (key) {
    case 'also':
      return {
        meaning: voice.say(
          "More datasets whose texts the map is fitted on, each as dataset or dataset:column. A map of the task's own texts alone is often worse than no map on the texts of others.",
        ),
        otherwise: voice.say('Only the texts of the dataset.'),
      };
    case 'weights':
      return {
        meaning: voice.say('How much each source weighs: the dataset first, then each of "also", as in [1, 0.5].'),
        otherwise: voice.say('All the same.'),
      };
    case 'examples':
      return {
        meaning: voice.say('How many rows of the dataset to take.'),
        otherwise: voice.say('All usable rows up to 10,000; of more, 10,000.'),
      };
    case 'seed':
      return {
        meaning: voice.say('Which rows are taken: any whole number; null takes the first rows.'),
        otherwise: voice.say('42 where rows are left out.'),
      };
    case 'task-id':
      return {
        meaning: voice.say('The name of the dataset on the Hugging Face Hub, which others see in their rankings.'),
        otherwise: voice.say('That of the dataset, where it is on the Hub; else the name of its file.'),
      };
    case 'subset':
      return {
        meaning: voice.say('The subset of the task, where the dataset has several.'),
        otherwise: voice.say('The config, where there is one.'),
      };
    case 'language':
      return {
        meaning: voice.say('The language of the texts, or a list of them, by their codes: en, de, zh.'),
        otherwise: voice.say('None is named.'),
      };
    case 'developers':
      return {
        meaning: voice.say('Who made the map, for its card.'),
        otherwise: voice.say('Nobody is named.'),
      };
    case 'dtype':
      return {
        meaning: voice.say('How the numbers of the map are stored: bfloat16 takes half of the room and ranks alike.'),
        otherwise: voice.say('float32'),
      };
    default:
      return describeMetadata(key, voice);
  }
}

type MetadataKey =
  | 'base-id'
  | 'license'
  | 'epochs'
  | 'batch-size'
  | 'learning-rate'
  | 'weight-decay'
  | 'optimizer'
  | 'embeddings'
  | 'save-embeddings';

function describeMetadata(key: MetadataKey, voice: Voice): DescribedKey {
  const asTuned = voice.say('What the files of the fine-tuned model say; else it stays unknown.');
  switch (key) {
    case 'base-id':
      return {
        meaning: voice.say(
          'The name of the base model on the Hugging Face Hub, where "base" is a folder. Others find the map by it.',
        ),
        otherwise: voice.say('What stands in "base".'),
      };
    case 'license':
      return {
        meaning: voice.say('The licence of the map, as the Hugging Face Hub names it: apache-2.0, mit, cc-by-4.0.'),
        otherwise: voice.say('apache-2.0'),
      };
    case 'epochs':
      return { meaning: voice.say('How many epochs the model was fine-tuned for.'), otherwise: asTuned };
    case 'batch-size':
      return { meaning: voice.say('In batches of how many rows the model was fine-tuned.'), otherwise: asTuned };
    case 'learning-rate':
      return { meaning: voice.say('With which learning rate the model was fine-tuned.'), otherwise: asTuned };
    case 'weight-decay':
      return { meaning: voice.say('With which weight decay the model was fine-tuned.'), otherwise: asTuned };
    case 'optimizer':
      return { meaning: voice.say('With which optimizer the model was fine-tuned.'), otherwise: asTuned };
    case 'embeddings':
      return {
        meaning: voice.say(
          'A file of embeddings (.npz with x and y) that takes the place of the texts of the dataset.',
        ),
        otherwise: voice.say('The texts are embedded.'),
      };
    case 'save-embeddings':
      return {
        meaning: voice.say("Where to keep the embeddings of the dataset's texts (.npz with x and y)."),
        otherwise: voice.say('They are not kept in a file.'),
      };
  }
}
