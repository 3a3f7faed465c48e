import { consequenceOf, type EsmCheck, type EsmConsequence, type EsmFinding } from '../protocol/esm-findings.ts';
import { isLocalPath } from '../protocol/local-path.ts';
import { listSome } from './dataset-facts.ts';
import { describeEsmProblem } from './esm-problems.ts';
import type { Described, Voice } from './voice.ts';

/** What a check of a map has found, in words: one sentence for each finding, and below those that can be repaired what to do. */
export function describeEsmFinding(finding: EsmFinding, voice: Voice): Described {
  return { message: findingMessage(finding, voice), remedy: findingRemedy(finding, voice) };
}

/** What a check comes to, in one sentence: whether the map is ranked and found. */
export function describeEsmVerdict({ name, findings, fixed }: EsmCheck, voice: Voice): string {
  const met = new Set(findings.map(consequenceOf));
  const repaired = fixed.length === 0 ? '' : ` ${voice.say('Written anew: {0}.', fixed.join(', '))}`;
  return `${verdict(name, met, voice)}${repaired}`;
}

function verdict(name: string, met: ReadonlySet<EsmConsequence>, voice: Voice): string {
  if (met.has('not-ranked')) return voice.say('{0}: no map that can be ranked.', name);
  if (met.has('not-by-hfselect')) return voice.say('{0}: ranked here, but not by hfselect.', name);
  if (met.has('not-found') && isLocalPath(name))
    return voice.say('{0}: ranked, but not found by its tags once published.', name);
  if (met.has('not-found')) return voice.say('{0}: ranked, but not found by its tags.', name);
  if (met.has('note'))
    return voice.say('{0}: a map that is found and ranked, here and by hfselect, with remarks.', name);
  return voice.say('{0}: a map that is found and ranked, here and by hfselect.', name);
}

function findingMessage(finding: EsmFinding, voice: Voice): string {
  switch (finding.code) {
    case 'unusable':
      return describeEsmProblem(finding.problem, voice).message;
    case 'architecture-not-linear':
      return finding.found === null
        ? voice.say('config.json has no esm_architecture: hfselect does not load the map.')
        : voice.say('config.json says esm_architecture "{0}"; hfselect loads "linear" only.', finding.found);
    case 'dimension-not-stated':
      return voice.say('config.json has no esm_embedding_dim, which hfselect needs; it is {0}.', finding.dimension);
    case 'other-dimension-stated':
      return voice.say(
        'config.json says esm_embedding_dim {0}, the weights have {1}: hfselect does not load them.',
        finding.stated,
        finding.dimension,
      );
    case 'other-tensor-names':
      return voice.say(
        'model.safetensors holds {0}, where hfselect looks for {1}: it ranks random weights instead, without a word.',
        listSome(finding.tensors, voice),
        finding.expected.join(', '),
      );
    case 'no-bias':
      return voice.say('model.safetensors has no bias: hfselect takes a random one, without a word.');
    case 'no-card':
      return voice.say('There is no README.md: the Hub makes the tags of it that maps are found by.');
    case 'card-without-front-matter':
      return voice.say('README.md has no front matter: the Hub makes the tags of it that maps are found by.');
    case 'card-unreadable':
      return voice.say('The front matter of README.md cannot be read: {0}', finding.reason);
    case 'card-without-tag':
      return voice.say('The front matter of README.md lacks the tag "{0}", by which maps are found.', finding.tag);
    case 'card-without-base-model':
      return voice.say('The front matter of README.md names no base_model; it is {0}.', finding.expected);
    case 'card-of-other-base-model':
      return voice.say(
        'The front matter of README.md names the base_model {0}, not {1}.',
        finding.found,
        finding.expected,
      );
    case 'base-model-not-on-hub':
      return voice.say(
        'The base model "{0}" is none on the Hub, so that nobody finds the map by it.',
        finding.baseModel,
      );
    case 'tags-not-made':
      return voice.say('The Hub lists it without the tags {0}, though the card is right.', finding.tags.join(', '));
    case 'base-model-renamed':
      return voice.say(
        'config.json names the base model {0}; on the Hub it is {1} now.',
        finding.stated,
        finding.canonical,
      );
    case 'base-model-not-asked':
      return voice.say('Whether the Hub still calls the base model {0} could not be asked.', finding.stated);
    case 'card-without-license':
      return voice.say('The front matter of README.md names no license.');
    case 'card-without-dataset':
      return voice.say('The front matter of README.md does not list the dataset {0}.', finding.expected);
    case 'task-not-on-hub':
      return voice.say(
        'The task "{0}" can be no dataset on the Hub: a ranking cannot say where it is.',
        finding.taskId,
      );
    case 'fields-missing':
      return voice.say('config.json does not say: {0}.', finding.fields.join(', '));
    case 'no-better-than-identity':
      return voice.say(
        'By its own figures the map is no better than none: its error is {0}, without it {1}.',
        rounded(finding.error),
        rounded(finding.identityError),
      );
    case 'changes-nothing':
      return voice.say('The map changes nothing: it is the identity.');
  }
}

function findingRemedy(finding: EsmFinding, voice: Voice): string | null {
  switch (finding.code) {
    case 'unusable':
      return unusableRemedy(finding.problem.code, voice);
    case 'architecture-not-linear':
    case 'dimension-not-stated':
    case 'other-dimension-stated':
    case 'other-tensor-names':
    case 'no-bias':
    case 'no-card':
    case 'card-without-front-matter':
    case 'card-unreadable':
    case 'card-without-tag':
    case 'card-without-base-model':
    case 'card-of-other-base-model':
    case 'base-model-renamed':
    case 'card-without-license':
    case 'card-without-dataset':
      return voice.say('"esm-rank check --fix" repairs it in a folder, "esm-rank publish --repair" on the Hub.');
    case 'base-model-not-on-hub':
      return voice.say(
        'Publish the base model, or write the id that it was made from into base_model_name of config.json.',
      );
    case 'tags-not-made':
      return voice.say('Wait some minutes; the Hub makes tags after each commit.');
    case 'task-not-on-hub':
      return voice.say('Write the id of the dataset into task_id of config.json.');
    case 'fields-missing':
      return voice.say('Write them into config.json: readers and filters of a ranking see them.');
    case 'no-better-than-identity':
    case 'changes-nothing':
      return voice.say(
        'Check that the tuned model is not the base model, and that the texts are those it was tuned on.',
      );
    case 'base-model-not-asked':
      return null;
  }
}

function unusableRemedy(code: string, voice: Voice): string | null {
  switch (code) {
    case 'esm-no-weights':
      return voice.say('Save the map as model.safetensors; pytorch_model.bin is not read.');
    case 'esm-unsupported-architecture':
      return voice.say('If it is one linear layer under other names, "esm-rank check --fix" renames it.');
    case 'esm-no-config':
    case 'esm-no-base-model':
    case 'esm-no-task-id':
      return voice.say('Write a config.json with base_model_name and task_id.');
    case 'esm-not-finite':
    case 'esm-damaged-weights':
      return voice.say('Make the map anew.');
    default:
      return null;
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
