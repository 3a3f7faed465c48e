import { isLocalPath } from '../protocol/local-path.ts';
import type { EsmProblem } from '../protocol/problems/esm.ts';
import { listSome } from './dataset-facts.ts';
import { formatBytes } from './format-bytes.ts';
import type { Described, Voice } from './voice.ts';

/** A problem of one Embedding Space Map in words. It is left out of the ranking; few of these have a remedy. */
export function describeEsmProblem(problem: EsmProblem, voice: Voice): Described {
  const message = esmMessage(problem, voice);
  return { message, remedy: esmRemedy(problem, voice) };
}

function esmMessage(problem: EsmProblem, voice: Voice): string {
  const { repo } = problem;
  switch (problem.code) {
    case 'esm-no-config':
      return voice.say('{0} has no config.json: it is no Embedding Space Map.', repo);
    case 'esm-config-not-json':
      return voice.say('config.json of {0} is not JSON: {1}', repo, problem.reason);
    case 'esm-config-shape':
      return voice.say('config.json of {0} has an unreadable field "{1}": {2}', repo, problem.field, problem.reason);
    case 'esm-no-base-model':
      return voice.say('config.json of {0} names no base model: it is no Embedding Space Map.', repo);
    case 'esm-no-task-id':
      return voice.say('config.json of {0} names no intermediate task: it is no Embedding Space Map.', repo);
    case 'esm-other-base-model':
      return voice.say('{0} belongs to the base model {1}, not to {2}.', repo, problem.found, problem.expected);
    case 'esm-no-weights':
      return voice.say('{0} has no model.safetensors.', repo);
    case 'esm-file-too-large':
      return voice.say(
        '{1} of {0} has {2}, and can have {3} at most.',
        repo,
        problem.path,
        formatBytes(problem.bytes),
        formatBytes(problem.limitBytes),
      );
    case 'esm-damaged-weights':
      return voice.say('model.safetensors of {0} is damaged ({1}): {2}', repo, problem.reason, problem.detail);
    case 'esm-unsupported-architecture':
      return voice.say('{0} is not one linear map; its tensors are {1}.', repo, listSome(problem.tensors, voice));
    case 'esm-weight-shape':
      return voice.say('Tensor {1} of {0} has the shape [{2}].', repo, problem.tensor, problem.shape.join(', '));
    case 'esm-dimension-mismatch':
      return voice.say('{0} maps {1} dimensions, the base model has {2}.', repo, problem.found, problem.expected);
    case 'esm-not-finite':
      return voice.say('{0} holds weights that are not finite numbers.', repo);
    case 'esm-no-score':
      return voice.say('{0} gives no finite score: {1}', repo, problem.reason);
    case 'esm-not-cached':
      return voice.say('{0} is not in the cache.', repo);
    case 'esm-unexpected':
      return voice.say('{0} failed: {1}', repo, problem.reason);
  }
}

function esmRemedy(problem: EsmProblem, voice: Voice): string | null {
  switch (problem.code) {
    case 'esm-other-base-model':
      return voice.say('Rank it with {0}.', voice.setting('model', problem.found));
    case 'esm-damaged-weights':
    case 'esm-config-not-json':
    case 'esm-config-shape':
      // Damage in the cache is seen before, and healed: this is what the owner has published.
      return isLocalPath(problem.repo)
        ? voice.say('Save the map anew.')
        : voice.say('The file is so in its repository: tell its owner.');
    case 'esm-not-cached':
      return voice.say('Run once without {0} to fetch it.', voice.setting('cached-only'));
    default:
      return null;
  }
}
