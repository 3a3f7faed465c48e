import type { PublishProblem } from '../protocol/problems/publish.ts';
import { listSome } from './dataset-facts.ts';
import { describeEsmFinding } from './esm-findings.ts';
import type { Described, Voice } from './voice.ts';

/** A problem of publishing in words. */
export function describePublishProblem(problem: PublishProblem, voice: Voice): Described {
  return { message: publishMessage(problem, voice), remedy: publishRemedy(problem, voice) };
}

function publishMessage(problem: PublishProblem, voice: Voice): string {
  switch (problem.code) {
    case 'publish-no-token':
      return voice.say('Publishing to {0} needs a token.', problem.endpoint);
    case 'publish-offline':
      return voice.say('Nothing can be published without the Hub, and it is not asked.');
    case 'publish-token-cannot-write':
      return voice.say('The token of {0} has no right to write {1}.', problem.account, problem.repo);
    case 'publish-foreign-namespace':
      return voice.say('{0} may not publish under "{1}".', problem.account, problem.namespace);
    case 'publish-name-taken':
      return takenMessage(problem, voice);
    case 'publish-name-without-owner':
      return voice.say('"{0}" does not say under whose name to publish.', problem.repo);
    case 'publish-not-private':
      return voice.say('{0} is there already, and public.', problem.repo);
    case 'publish-map-not-fit':
      return voice.say('{0} is no map that would be found and ranked: {1}', problem.name, findingsOf(problem, voice));
    case 'publish-card-refused':
      return voice.say('The Hub does not take README.md of {0}: {1}', problem.name, problem.errors.join('; '));
    case 'publish-holds-token':
      return voice.say(
        '{1} of {0} holds a token of the Hub, which everybody could read and use.',
        problem.name,
        problem.path,
      );
    case 'publish-needs-consent':
      return voice.say('Nobody has agreed to publishing {0}.', problem.repo);
    case 'publish-declined':
      return voice.say('Nothing was published.');
    case 'publish-file-changed':
      return voice.say(
        '{1} of {0} has changed since it was agreed on. Nothing was published.',
        problem.name,
        problem.path,
      );
    case 'publish-conflict':
      return voice.say(
        'Somebody else has changed {0} in the meantime. Nothing of theirs was overwritten.',
        problem.repo,
      );
    case 'publish-refused':
      return voice.say(
        'The Hub refused to write {0} with status {1}: {2}',
        problem.repo,
        problem.status,
        problem.message,
      );
    case 'publish-upload-refused':
      return voice.say('The Hub refused {1} of {0}: {2}', problem.repo, problem.path, problem.message);
    case 'publish-nothing-to-repair':
      return voice.say('The Hub has no map "{0}", or it is private.', problem.repo);
    case 'publish-fix-needs-folder':
      return voice.say('{0} is on the Hub; only a folder is repaired in place.', problem.repo);
  }
}

function takenMessage(
  { repo, holds, detail }: Extract<PublishProblem, { code: 'publish-name-taken' }>,
  voice: Voice,
): string {
  switch (holds) {
    case 'unseen':
      return voice.say('The name {0} is taken, by a repository that this token may not see.', repo);
    case 'other-files':
      return voice.say('The name {0} is taken, by a repository that is no map: it holds {1}.', repo, detail);
    case 'other-map':
      return voice.say('The name {0} is taken, by another map: {1}.', repo, detail);
  }
}

function findingsOf({ findings }: Extract<PublishProblem, { code: 'publish-map-not-fit' }>, voice: Voice): string {
  return findings.map((finding) => describeEsmFinding(finding, voice).message).join(' ');
}

function publishRemedy(problem: PublishProblem, voice: Voice): string | null {
  switch (problem.code) {
    case 'publish-no-token':
      return voice.say(
        'Make one with the role "write" in the settings of your account on the Hub, and give it with {0}.',
        voice.setting('token'),
      );
    case 'publish-offline':
      return voice.say('Run it without {0}, and without HF_HUB_OFFLINE in the environment.', voice.setting('offline'));
    case 'publish-token-cannot-write':
      return voice.say(
        'Make a token with the role "write" in the settings of that account, and give it with {0}.',
        voice.setting('token'),
      );
    case 'publish-foreign-namespace':
      return voice.say('It may under: {0}.', listSome(problem.namespaces, voice));
    case 'publish-name-taken':
      return voice.say('Choose another name.');
    case 'publish-not-private':
      return voice.say('Make it private in its settings on the Hub first, or choose another name.');
    case 'publish-name-without-owner':
      return problem.account === null
        ? voice.say('Write it with its owner, like "owner/{0}".', problem.repo)
        : voice.say('Did you mean "{0}/{1}"?', problem.account, problem.repo);
    case 'publish-map-not-fit':
      return voice.say('Look with "esm-rank check"; "esm-rank check --fix" repairs what can be.');
    case 'publish-card-refused':
      return voice.say('Correct the front matter at the top of README.md.');
    case 'publish-holds-token':
      return voice.say(
        'Take it out; if the file was ever shared, delete the token in the settings of your account on the Hub.',
      );
    case 'publish-needs-consent':
      return voice.say('Say {0} to publish without a question.', voice.setting('yes'));
    case 'publish-file-changed':
    case 'publish-conflict':
      return voice.say('Run it again, and look at what is shown before you agree.');
    case 'publish-refused':
      return problem.status === 403 || problem.status === 401
        ? voice.say('Check that {0} has the role "write", also for organisations.', voice.setting('token'))
        : voice.say('Run it again; what is there is not sent twice.');
    case 'publish-upload-refused':
      return voice.say('Look at the storage of the account on the Hub.');
    case 'publish-nothing-to-repair':
      return voice.say('Check the spelling, and that your token may read it.');
    case 'publish-fix-needs-folder':
      return voice.say('Use "esm-rank publish --repair {0}".', problem.repo);
    case 'publish-declined':
      return null;
  }
}
