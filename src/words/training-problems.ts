import type { TrainingProblem } from '../protocol/problems/training.ts';
import { listSome } from './dataset-facts.ts';
import { formatBytes } from './format-bytes.ts';
import { describeUnreadableFile } from './unreadable-file.ts';
import { describeUnusableOut } from './unusable-map-output.ts';
import type { Described, Voice } from './voice.ts';

type Of<Code extends TrainingProblem['code']> = Extract<TrainingProblem, { code: Code }>;

/** A problem of making a map in words. */
export function describeTrainingProblem(problem: TrainingProblem, voice: Voice): Described {
  switch (problem.code) {
    case 'training-models-differ':
      return differingModels(problem, voice);
    case 'training-too-few-rows':
      return {
        message:
          problem.repeated === 0
            ? voice.say('{0} gives too few rows to fit a map on: {1}.', problem.source, problem.rows)
            : voice.say(
                '{0} gives too few rows to fit a map on: {1}, without {2} that came before.',
                problem.source,
                problem.rows,
                problem.repeated,
              ),
        remedy: voice.say('A map takes at least 2 rows, and tells little below some hundred.'),
      };
    case 'training-embeddings-unreadable':
      return unreadableEmbeddings(problem, voice);
    case 'training-embeddings-not-finite':
      return {
        message: voice.say('Row {1} of the embeddings in {0} is not finite.', problem.file, problem.row),
        remedy: voice.say('Embed the texts again, or leave out this row.'),
      };
    case 'training-embeddings-dimension':
      return {
        message: voice.say(
          'The embeddings in {0} have {1} dimensions, those of {2} have {3}.',
          problem.file,
          problem.found,
          problem.base,
          problem.expected,
        ),
        remedy: voice.say('Name the base model that they were made with: {0}.', voice.setting('base')),
      };
    case 'training-out-in-use':
      return outInUse(problem, voice);
    case 'training-out-unusable':
      return describeUnusableOut(problem, voice);
    case 'training-not-written':
      return {
        message: voice.say('{0} could not be written: {1}', problem.file, problem.reason),
        remedy: voice.say('Look whether there is room, and whether you may write there.'),
      };
    case 'training-numbers-too-large':
      return {
        message: voice.say(
          'The embeddings of {0} are so large that the numbers of their map have no room in 32 bits.',
          problem.source,
        ),
        remedy: voice.say('Embed the texts again, or divide all embeddings, before and after, by one number.'),
      };
    case 'training-list-unreadable':
      return describeUnreadableFile(problem, 'list', voice);
    case 'training-download-needs-consent':
      return {
        message: voice.say(
          'The weights of {0} and {1} would be {2} to download.',
          problem.base,
          problem.tuned,
          formatBytes(problem.bytes),
        ),
        remedy: voice.say('Say {0} to download them.', voice.setting('yes')),
      };
    case 'training-list':
      return listMistake(problem, voice);
    case 'training-some-failed':
      return {
        message: voice.say(
          '{0} of {1} maps could not be made: {2}.',
          problem.failed,
          problem.maps,
          listSome(problem.names, voice, 30),
        ),
        remedy: voice.say('Run the same command again when their reasons are gone: what is made is left alone.'),
      };
  }
}

function differingModels(problem: Of<'training-models-differ'>, voice: Voice): Described {
  const { base, tuned, ofBase, ofTuned } = problem;
  const remedy = voice.say('Name the model that {0} was fine-tuned from as {1}.', tuned, voice.setting('base'));
  const facts = [tuned, base, ofTuned, ofBase] as const;
  switch (problem.what) {
    case 'type':
      return {
        message: voice.say(
          '{0} is a model of the type {2}, {1} one of the type {3}: one cannot have been fine-tuned from the other.',
          ...facts,
        ),
        remedy,
      };
    case 'dimension':
      return {
        message: voice.say(
          '{0} has embeddings of {2} dimensions, {1} of {3}: one cannot have been fine-tuned from the other.',
          ...facts,
        ),
        remedy,
      };
    case 'layers':
      return {
        message: voice.say(
          '{0} has {2} layers, {1} has {3}: one cannot have been fine-tuned from the other.',
          ...facts,
        ),
        remedy,
      };
    case 'vocabulary':
      return {
        message: voice.say('{0} has a vocabulary of {2} tokens, {1} of {3}: they do not read texts alike.', ...facts),
        remedy,
      };
    case 'positions':
      return {
        message: voice.say('{0} cuts texts at {2} tokens, {1} at {3}: they do not read texts alike.', ...facts),
        remedy,
      };
  }
}

function unreadableEmbeddings(problem: Of<'training-embeddings-unreadable'>, voice: Voice): Described {
  const { file, fault, detail } = problem;
  const array = problem.array ?? '';
  const remedy = voice.say('Save them with np.savez(path, x=…, y=…), two arrays [rows, dimensions] of floats.');
  switch (fault) {
    case 'missing':
    case 'is-folder':
    case 'no-permission':
      return {
        message: describeUnreadableFile({ file, fault, detail }, 'embeddings', voice).message,
        remedy: voice.say('Check {0}.', voice.setting('embeddings', file)),
      };
    case 'not-zip':
      return { message: voice.say('{0} is no NumPy archive (.npz): {1}', file, detail), remedy };
    case 'no-array':
      return { message: voice.say('{0} has no array "{1}". It holds: {2}', file, array, detail), remedy };
    case 'not-an-array':
      return { message: voice.say('"{1}" in {0} is no NumPy array.', file, array), remedy };
    case 'not-floats':
      return {
        message: voice.say('The array "{1}" in {0} holds {2}, no floats of 16, 32 or 64 bits.', file, array, detail),
        remedy,
      };
    case 'column-order':
      return {
        message: voice.say('The array "{1}" in {0} is stored column by column.', file, array),
        remedy: voice.say('Save np.ascontiguousarray(…) of it.'),
      };
    case 'not-two-dimensional':
      return {
        message: voice.say('The array "{1}" in {0} has the shape {2}, and not two dimensions.', file, array, detail),
        remedy,
      };
    case 'shapes-differ':
      return { message: voice.say('The arrays "x" and "y" in {0} are not of one shape.', file), remedy };
    case 'cut-off':
      return {
        message: voice.say('The array "{1}" in {0} ends before its last row.', file, array),
        remedy: voice.say('Copy the file again, or save it again.'),
      };
  }
}

function outInUse({ folder, file }: Of<'training-out-in-use'>, voice: Voice): Described {
  const message =
    file === ''
      ? voice.say('{0} is a file, and no folder for a map.', folder)
      : voice.say("{0} holds a {1} that is no map's, and would be lost.", folder, file);
  return { message, remedy: voice.say('Name another folder with {0}.', voice.setting('out')) };
}

function listMistake(problem: Of<'training-list'>, voice: Voice): Described {
  const { file, key, detail } = problem;
  const entry = problem.entry ?? 0;
  switch (problem.fault) {
    case 'not-yaml':
      return { message: voice.say('{0} is no YAML: {1}', file, detail), remedy: null };
    case 'no-maps':
      return {
        message: voice.say('{0} has no list of maps.', file),
        remedy: voice.say('Write "maps:" with an entry for each, "- dataset: …" and "tuned: …" (docs/making-maps.md).'),
      };
    case 'not-a-mapping':
      return { message: voice.say('Map {1} in {0} has no keys and values.', file, entry), remedy: null };
    case 'unknown-key':
      return {
        message: voice.say('{0} has a key at its top that is not known: "{1}".', file, key),
        remedy: voice.say('There are "maps", the list, and "all", settings of all maps.'),
      };
    case 'bad-name':
      return {
        message: voice.say('Map {1} in {0} has a name that is none of a folder: "{2}".', file, entry, detail),
        remedy: voice.say('Use letters, digits, dots, hyphens and underscores, with a letter or a digit first.'),
      };
    case 'same-folder':
      return {
        message: voice.say(
          'Map {1} in {0} would be written where another one of the list is: {2}',
          file,
          entry,
          detail,
        ),
        remedy: voice.say('Give each a "name" of its own.'),
      };
    case 'own-folder':
      return {
        message: voice.say('Map {1} in {0} has an "out" of its own: {2}', file, entry, detail),
        remedy: voice.say(
          'Leave it out, also of "all": {0} is the folder of all maps, and "name" that of each in it.',
          voice.setting('out'),
        ),
      };
  }
}
