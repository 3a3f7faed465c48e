import { isLocalPath } from '../protocol/local-path.ts';
import type { LanguageModelProblem } from '../protocol/problems/language-model.ts';
import type { Described, Voice } from './voice.ts';

/** A problem of the base language model in words. */
export function describeLanguageModelProblem(problem: LanguageModelProblem, voice: Voice): Described {
  return { message: modelMessage(problem, voice), remedy: modelRemedy(problem, voice) };
}

function modelMessage(problem: LanguageModelProblem, voice: Voice): string {
  const { model } = problem;
  switch (problem.code) {
    case 'model-no-config':
      return voice.say('{0} has no config.json: it is no language model in the transformers layout.', model);
    case 'model-is-map':
      return voice.say('{0} is an Embedding Space Map, not a language model.', model);
    case 'model-bad-config':
      if (problem.field === '') return voice.say('{1} of {0} cannot be read: {2}', model, problem.file, problem.reason);
      return voice.say(
        '{1} of {0} has an unreadable field "{2}": {3}',
        model,
        problem.file,
        problem.field,
        problem.reason,
      );
    case 'model-unsupported-type':
      return voice.say('{0} is of the type "{1}", which is not supported.', model, problem.modelType);
    case 'model-unsupported-setting':
      return voice.say('{0} has {1} "{2}", which is not supported.', model, problem.setting, problem.value);
    case 'model-unsupported-pooling':
      return voice.say('{0} pools by "{1}", which is not supported.', model, problem.pooling);
    case 'model-no-pooler':
      return voice.say('{0} has no pooler weights, so it has no pooler output.', model);
    case 'model-no-weights':
      return voice.say('{0} has no {1}.', model, problem.file);
    case 'model-damaged-weights':
      return voice.say('{1} of {0} is damaged ({2}): {3}', model, problem.file, problem.reason, problem.detail);
    case 'model-missing-tensor':
      return voice.say('The weights of {0} have no tensor {1}.', model, problem.tensor);
    case 'model-tensor-type':
      return voice.say('Tensor {1} of {0} holds numbers of the type {2}.', model, problem.tensor, problem.dtype);
    case 'model-tensor-shape':
      return voice.say(
        'Tensor {1} of {0} has the shape [{2}], its configuration says [{3}].',
        model,
        problem.tensor,
        problem.found.join(', '),
        problem.expected.join(', '),
      );
    case 'model-no-tokenizer':
      return voice.say('{0} has neither tokenizer.json nor {1}.', model, problem.missing);
    case 'model-unsupported-tokenizer':
      return voice.say('{0} has no tokenizer.json, and a {1} cannot be read without.', model, problem.tokenizerClass);
    case 'model-bad-tokenizer':
      return voice.say('The tokenizer of {0} cannot be read: {1}', model, problem.reason);
    case 'model-slow-tokenizer':
      return voice.say(
        'The tokenizer of {0} was stopped after {1} seconds: a pattern in its tokenizer.json may never end.',
        model,
        problem.seconds,
      );
    case 'model-token-out-of-range':
      return voice.say(
        'The tokenizer of {0} gives token {1}, but its embeddings have {2} rows.',
        model,
        problem.id,
        problem.vocabulary,
      );
    case 'model-not-finite':
      return voice.say('{0} gives embeddings that are not finite numbers.', model);
    case 'model-no-score':
      return voice.say('{0} gives the embedding 0 for every text, so there is nothing to rank by.', model);
    case 'model-run-failed':
      return voice.say('{0} could not be run: {1}', model, problem.reason);
  }
}

function modelRemedy(problem: LanguageModelProblem, voice: Voice): string | null {
  switch (problem.code) {
    case 'model-no-pooler':
      return voice.say('Use {0}. Maps that were made with a pooler may not fit.', voice.setting('pooling', 'first'));
    case 'model-no-config':
      return voice.say('Check {0}.', voice.setting('model', problem.model));
    case 'model-is-map':
      return voice.say(
        'Name the folder or the id of the model itself, not {0}.',
        voice.setting('model', problem.model),
      );
    case 'model-slow-tokenizer':
      return voice.say('Look at "Regex" in its tokenizer.json, or choose another model.');
    case 'model-unsupported-tokenizer':
      return voice.say('Save the tokenizer once with transformers: its fast tokenizers write tokenizer.json.');
    case 'model-tensor-type':
      return voice.say('Choose weights that are not quantised: float32, float16 or bfloat16.');
    case 'model-unsupported-type':
      return voice.say('Supported are: {0}.', problem.supported.join(', '));
    case 'model-unsupported-pooling':
      return voice.say('Choose {0} or {1}.', voice.setting('pooling', 'first'), voice.setting('pooling', 'mean'));
    case 'model-no-weights':
      return voice.say(
        'Older formats (pytorch_model.bin) are not read; choose a repository or revision with safetensors.',
      );
    case 'model-damaged-weights':
      return isLocalPath(problem.model)
        ? voice.say('Copy it there again, or save the model again.')
        : voice.say('Delete its folder from the cache to fetch it again.');
    default:
      return null;
  }
}
