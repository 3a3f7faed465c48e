import type { ExpectedValue, RecipeProblem, YamlKind } from '../protocol/problems/recipe.ts';
import { encodingName, listSome } from './dataset-facts.ts';
import { describeUnreadableFile } from './unreadable-file.ts';
import type { Described, Voice } from './voice.ts';
import { describeYamlFault } from './yaml-fault.ts';

type Of<Code extends RecipeProblem['code']> = Extract<RecipeProblem, { code: Code }>;

/** A problem of the writing of a recipe in words. */
export function describeRecipeProblem(problem: RecipeProblem, voice: Voice): Described {
  switch (problem.code) {
    case 'recipe-not-yaml':
      return describeYamlFault(problem, voice);
    case 'recipe-too-long':
      return {
        message: voice.say('The recipe has {0} characters; at most {1} are read.', problem.length, problem.limit),
        remedy: voice.say('Leave out what is no setting; many maps can be named by a pattern or a filter.'),
      };
    case 'recipe-several-documents':
      return {
        message: voice.say('A second recipe starts here, behind the line "---".'),
        remedy: voice.say('A file holds one recipe: put the other into a file of its own.'),
      };
    case 'recipe-no-anchor':
      return {
        message: voice.say('"*{0}" stands for nothing: there is no "&{0}" above it.', problem.alias),
        remedy: voice.say('Write the value itself.'),
      };
    case 'recipe-unreadable':
      return describeUnreadableFile(problem, 'recipe', voice);
    case 'recipe-undecodable':
      return {
        message: voice.say('The recipe is not text in {0} from here on.', encodingName(problem.encoding)),
        remedy: voice.say('Save it as UTF-8.'),
      };
    case 'recipe-no-rank':
      return {
        message: voice.say('A recipe starts with the line "rank:" or "train:".'),
        remedy: voice.say('Put its settings below that line, indented by two spaces.'),
      };
    case 'recipe-rank-and-train':
      return {
        message: voice.say('A recipe either ranks or trains; here "{0}" begins a second one.', problem.key),
        remedy: voice.say('Put it into a cell or a file of its own.'),
      };
    case 'recipe-other-kind':
      return problem.found === 'train'
        ? {
            message: voice.say('This recipe makes a map; it ranks nothing.'),
            remedy: voice.say('Run it with "esm-rank train --recipe", or begin it with "rank:".'),
          }
        : {
            message: voice.say('This recipe ranks; it makes no map.'),
            remedy: voice.say('Run it with "esm-rank rank --recipe", or begin it with "train:".'),
          };
    case 'recipe-unknown-key':
      return describeUnknownKey(problem, voice);
    case 'recipe-repeated-key':
      return { message: voice.say('"{0}" stands here twice.', problem.key), remedy: voice.say('Delete one of them.') };
    case 'recipe-missing-key':
      return describeMissingKey(problem, voice);
    case 'recipe-wrong-type':
      return describeWrongType(problem, voice);
    case 'recipe-not-one-of':
      return describeNotOneOf(problem, voice);
    case 'recipe-no-language':
      return describeNoLanguage(problem, voice);
    case 'recipe-bad-number':
      return {
        message: voice.say(
          '"{0}" must be a whole number of at least {1}, not {2}.',
          problem.key,
          problem.minimum,
          problem.value,
        ),
        remedy: null,
      };
    case 'recipe-weights-count':
      return {
        message: voice.say(
          'There are {0} weights for {1} sources: one for the dataset, and one for each entry of "also".',
          problem.weights,
          problem.sources,
        ),
        remedy: voice.say('Leave "weights" out where all sources weigh the same.'),
      };
    case 'recipe-not-positive':
      return {
        message: problem.mayBeZero
          ? voice.say('"{0}" must be a number of at least 0, not {1}.', problem.key, problem.value)
          : voice.say('"{0}" must be a number above 0, not {1}.', problem.key, problem.value),
        remedy: null,
      };
  }
}

function describeUnknownKey({ key, within, nearest }: Of<'recipe-unknown-key'>, voice: Voice): Described {
  const message =
    within === null
      ? voice.say('A recipe has no "{0}" at its top.', key)
      : voice.say('There is no setting "{0}".', key);
  return { message, remedy: nearest === null ? null : voice.say('Did you mean "{0}"?', nearest) };
}

function describeMissingKey({ key }: Of<'recipe-missing-key'>, voice: Voice): Described {
  const message = voice.say('"{0}" is missing.', key);
  switch (key) {
    case 'dataset':
      return {
        message,
        remedy: voice.say('Add {0}, the file with your labelled texts.', voice.setting('dataset', '…')),
      };
    case 'model':
      return {
        message,
        remedy: voice.say('Add {0}, the base model that you are going to fine-tune.', voice.setting('model', '…')),
      };
    case 'base':
      return { message, remedy: voice.say('Add {0}, the model before it was fine-tuned.', voice.setting('base', '…')) };
    case 'tuned':
      return {
        message,
        remedy: voice.say(
          'Add {0}, the fine-tuned model: its folder, or its name on the Hub.',
          voice.setting('tuned', '…'),
        ),
      };
    case 'out':
      return {
        message,
        remedy: voice.say('Add {0}, the folder that the map is written to.', voice.setting('out', '…')),
      };
    default:
      return { message, remedy: null };
  }
}

function describeWrongType({ key, expected, found }: Of<'recipe-wrong-type'>, voice: Voice): Described {
  const message =
    found === 'nothing'
      ? voice.say('"{0}" has no value; it takes {1}.', key, expectedName(expected, voice))
      : voice.say('"{0}" takes {1}, not {2}.', key, expectedName(expected, voice), foundName(found, voice));
  return { message, remedy: null };
}

function describeNotOneOf({ key, value, allowed, nearest }: Of<'recipe-not-one-of'>, voice: Voice): Described {
  return {
    message: voice.say('"{0}" cannot be "{1}"; it is one of: {2}.', key, value, listSome(allowed, voice, 20)),
    remedy: nearest === null ? null : voice.say('Did you mean "{0}"?', nearest),
  };
}

function describeNoLanguage({ key, value, nearest }: Of<'recipe-no-language'>, voice: Voice): Described {
  return {
    message: voice.say(
      '"{0}" cannot be "{1}"; it is a code of ISO 639, like en, or "multilingual", or "code" for programs.',
      key,
      value,
    ),
    remedy: nearest === null ? null : voice.say('Did you mean "{0}"?', nearest),
  };
}

function expectedName(expected: ExpectedValue, voice: Voice): string {
  switch (expected) {
    case 'text':
      return voice.say('a text');
    case 'texts':
      return voice.say('a text or a list of texts');
    case 'whole-number':
      return voice.say('a whole number');
    case 'whole-number-or-nothing':
      return voice.say('a whole number, or null for the first rows');
    case 'number':
      return voice.say('a number');
    case 'numbers':
      return voice.say('a number or a list of numbers');
    case 'boolean':
      return voice.say('true or false');
    case 'mapping':
      return voice.say('settings, one a line below it, indented by two spaces');
  }
}

function foundName(found: YamlKind, voice: Voice): string {
  switch (found) {
    case 'text':
      return voice.say('a text');
    case 'number':
      return voice.say('a number');
    case 'boolean':
      return voice.say('true or false');
    case 'list':
      return voice.say('a list');
    case 'mapping':
      return voice.say('settings');
    case 'nothing':
      return voice.say('nothing');
  }
}
