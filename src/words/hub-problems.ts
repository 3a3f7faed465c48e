import type { HubProblem } from '../protocol/problems/hub.ts';
import { listSome } from './dataset-facts.ts';
import { formatBytes } from './format-bytes.ts';
import { modelsInstead } from './models-instead.ts';
import type { Described, Voice } from './voice.ts';

type Of<C extends HubProblem['code']> = Extract<HubProblem, { code: C }>;

/** A problem of the Hub in words. */
export function describeHubProblem(problem: HubProblem, voice: Voice): Described {
  return { message: hubMessage(problem, voice), remedy: hubRemedy(problem, voice) };
}

function hubMessage(problem: HubProblem, voice: Voice): string {
  switch (problem.code) {
    case 'hub-repository-not-found':
      return problem.repoType === 'model'
        ? voice.say('The Hub has no model "{0}", or it is private.', problem.repo)
        : voice.say('The Hub has no dataset "{0}", or it is private.', problem.repo);
    case 'hub-bad-repository-id':
      return voice.say('"{0}" is no repository id: expected a name like "owner/name".', problem.repo);
    case 'hub-revision-not-found':
      return voice.say('{0} has no revision "{1}".', problem.repo, problem.revision);
    case 'hub-gated':
      return problem.repoType === 'model'
        ? voice.say('Access to the model {0} is restricted by its owner.', problem.repo)
        : voice.say('Access to the dataset {0} is restricted by its owner.', problem.repo);
    case 'hub-disabled':
      return voice.say('The Hub has disabled access to {0}.', problem.repo);
    case 'hub-bad-token':
      return voice.say('{0} does not accept the token.', problem.endpoint);
    case 'hub-rate-limited':
      return voice.say('{0} asks to slow down: too many requests.', problem.endpoint);
    case 'hub-unreachable':
      return voice.say('{0} cannot be reached ({1}).', problem.endpoint, problem.reason);
    case 'hub-timeout':
      return voice.say('{0} did not answer for {1} seconds.', problem.endpoint, problem.seconds);
    case 'hub-too-slow':
      return voice.say(
        '{0} sent only {1} in {2} seconds.',
        problem.endpoint,
        formatBytes(problem.bytes),
        problem.seconds,
      );
    case 'hub-server-error':
      return voice.say('The Hub failed with status {0} at {1}.', problem.status, problem.url);
    case 'hub-refused':
      return voice.say('The Hub refused {0} with status {1}: {2}', problem.url, problem.status, problem.message);
    case 'hub-bad-response':
      return voice.say('The answer of {0} cannot be read: {1}', problem.url, problem.reason);
    case 'hub-file-too-large':
      return tooLargeMessage(problem, voice);
    case 'hub-corrupt-download':
      return voice.say(
        '{1} of {0} arrived damaged: expected {2}, got {3}.',
        problem.repo,
        problem.path,
        problem.expected,
        problem.found,
      );
    case 'hub-offline-not-cached':
      return notCachedMessage(problem, voice);
    case 'hub-dataset-script-only':
      return voice.say(
        'The dataset {0} is made by its script {1}, which is not run here, and the Hub has not converted it to Parquet.',
        problem.repo,
        problem.script,
      );
    case 'hub-dataset-parameter':
      return voice.say(
        'The README of {0} says {1}: {2} for the config "{3}", which cannot be read here.',
        problem.repo,
        problem.parameter,
        problem.value,
        problem.config,
      );
    case 'hub-dataset-no-files':
      return noFilesMessage(problem, voice);
    case 'hub-dataset-no-such-config':
      return voice.say('The dataset {0} has no config "{1}".', problem.repo, problem.config);
    case 'hub-dataset-config-unsure':
      return voice.say(
        'The dataset {0} has {1} configs, and none is the default: {2}.',
        problem.repo,
        problem.configs.length,
        listSome(problem.configs, voice),
      );
    case 'hub-dataset-no-such-split':
      return voice.say('The config "{1}" of {0} has no split "{2}".', problem.repo, problem.config, problem.split);
    case 'hub-dataset-split-unsure':
      return voice.say(
        'The config "{1}" of {0} has several splits, none of them "train": {2}.',
        problem.repo,
        problem.config,
        listSome(problem.splits, voice),
      );
    case 'hub-dataset-needs-consent':
      return voice.say(
        'Reading {0} downloads {1}, more than {2}.',
        problem.repo,
        formatBytes(problem.bytes),
        formatBytes(problem.limitBytes),
      );
    case 'hub-unsafe-path':
      return voice.say('{0} names a file outside its folder: {1}', problem.repo, problem.path);
    case 'hub-cached-file-damaged':
      return damagedMessage(problem, voice);
    case 'hub-cache-not-writable':
      return voice.say('The cache folder {0} cannot be written: {1}', problem.folder, problem.reason);
    case 'hub-disk-full':
      return voice.say('The disk of the cache folder {0} is full.', problem.folder);
  }
}

function damagedMessage({ repo, path, file, reason, detail }: Of<'hub-cached-file-damaged'>, voice: Voice): string {
  switch (reason) {
    case 'changed':
      return voice.say(
        '{1} of {0} in the cache has changed since it was fetched (now {2}): {3}',
        repo,
        path,
        detail,
        file,
      );
    case 'cut-off':
      return voice.say('{1} of {0} is damaged in the cache ({2}): {3}', repo, path, detail, file);
    case 'unreadable':
      return voice.say('{1} of {0} cannot be read from the cache ({2}): {3}', repo, path, detail, file);
    case 'is-folder':
      return voice.say('A folder stands where the cache keeps {1} of {0}: {2}', repo, path, file);
  }
}

function notCachedMessage({ repo, path }: Of<'hub-offline-not-cached'>, voice: Voice): string {
  if (repo === null) return voice.say('This list was never fetched, and the Hub is not asked.');
  if (path === null) return voice.say('{0} is not in the cache, and the Hub is not asked.', repo);
  return voice.say('{1} of {0} is not in the cache, and the Hub is not asked.', repo, path);
}

function tooLargeMessage({ repo, path, bytes, limitBytes }: Of<'hub-file-too-large'>, voice: Voice): string {
  const limit = formatBytes(limitBytes);
  if (bytes === null) return voice.say('{1} of {0} goes on beyond {2}, the most that it can have.', repo, path, limit);
  return voice.say('{1} of {0} has {2}, and can have {3} at most.', repo, path, formatBytes(bytes), limit);
}

function noFilesMessage({ repo, endings }: Of<'hub-dataset-no-files'>, voice: Voice): string {
  if (endings.length === 0) return voice.say('The dataset {0} has no files.', repo);
  return voice.say('The dataset {0} has no file that is read here, only: {1}.', repo, listSome(endings, voice));
}

/** The name most like the one that was written, else all there are. */
function chooseOneOf(
  setting: 'config' | 'split',
  { nearest, names }: { nearest: string | null; names: readonly string[] },
  voice: Voice,
): string {
  const all = listSome(names, voice);
  return nearest === null
    ? voice.say('Choose one with {0}: {1}.', voice.setting(setting), all)
    : voice.say('Did you mean {0}? There are: {1}.', voice.setting(setting, nearest), all);
}

function hubRemedy(problem: HubProblem, voice: Voice): string | null {
  switch (problem.code) {
    case 'hub-repository-not-found':
      return notFoundRemedy(problem, voice);
    case 'hub-gated':
      return problem.withToken
        ? voice.say('Ask for access on its page on the Hub.')
        : voice.say('Ask for access on its page on the Hub, then give a token with {0}.', voice.setting('token'));
    case 'hub-bad-token':
      return voice.say('Check {0}. Only to read public repositories none is needed.', voice.setting('token'));
    case 'hub-rate-limited':
      return problem.seconds === null
        ? voice.say('Wait some minutes; a token raises the limit.')
        : voice.say('Wait {0} seconds; a token raises the limit.', Math.ceil(problem.seconds));
    case 'hub-unreachable':
      return isCertificateReason(problem.reason) ? certificateRemedy(voice) : connectionRemedy(voice);
    case 'hub-timeout':
    case 'hub-too-slow':
      return connectionRemedy(voice);
    case 'hub-server-error':
      return voice.say('Try again later; what was fetched stays in the cache.');
    case 'hub-file-too-large':
      return voice.say('Nothing of it was kept. Look at its files on its page on the Hub, and leave it out.');
    case 'hub-corrupt-download':
      return voice.say('Run again; if it happens again, a proxy may change what it passes on.');
    case 'hub-offline-not-cached':
      return voice.say('Run once with a connection, without {0}.', voice.setting('offline'));
    case 'hub-cached-file-damaged':
      return voice.say('Delete it, and run once with a connection to fetch it again.');
    case 'hub-cache-not-writable':
      return voice.say('Choose another folder with {0}.', voice.setting('cache'));
    case 'hub-disk-full':
      return voice.say('Make room, or choose another folder with {0}.', voice.setting('cache'));
    case 'hub-bad-repository-id':
      return `${voice.say('Copy the id from the top of its page on the Hub.')} ${repositoryIdRule(voice)}`;
    case 'hub-revision-not-found':
      return voice.say('Check its spelling, or leave the revision out for the newest.');
    case 'hub-refused':
    case 'hub-bad-response':
      return voice.say(
        'Check that {0} is a Hub, and that no proxy or login page of the network answers instead.',
        voice.setting('endpoint'),
      );
    case 'hub-dataset-parameter':
    case 'hub-dataset-script-only':
      return voice.say('Load it with Python, save it as Parquet or CSV, and name that file.');
    case 'hub-dataset-no-files':
      return voice.say('Choose a dataset with Parquet, CSV, JSON or Arrow files.');
    case 'hub-dataset-no-such-config':
      return chooseOneOf('config', { nearest: problem.nearest, names: problem.configs }, voice);
    case 'hub-dataset-config-unsure':
      return voice.say('Choose one, as in {0}.', voice.setting('config', problem.configs[0]));
    case 'hub-dataset-no-such-split':
      return chooseOneOf('split', { nearest: problem.nearest, names: problem.splits }, voice);
    case 'hub-dataset-split-unsure':
      return voice.say('Choose one, as in {0}.', voice.setting('split', problem.splits[0]));
    case 'hub-dataset-needs-consent':
      return voice.say('Agree with {0}, or choose a smaller config or split.', voice.setting('yes'));
    case 'hub-disabled':
      return voice.say('Choose another one; its page on the Hub may say why.');
    case 'hub-unsafe-path':
      return null;
  }
}

function notFoundRemedy({ withToken, models = [], nearest }: Of<'hub-repository-not-found'>, voice: Voice): string {
  const spelling = withToken
    ? voice.say('Check the spelling, and that your token may read it.')
    : voice.say('Check the spelling; for a private one give a token with {0}.', voice.setting('token'));
  return [...modelsInstead({ models, nearest }, voice), ...(nearest === undefined ? [spelling] : [])].join(' ');
}

function connectionRemedy(voice: Voice): string {
  return voice.say(
    'Check the connection and {0}; {1} works with what is in the cache.',
    voice.setting('endpoint'),
    voice.setting('offline'),
  );
}

function certificateRemedy(voice: Voice): string {
  return voice.say('The network may open secure connections: name its certificate in NODE_EXTRA_CA_CERTS.');
}

/** Codes of OpenSSL and Node for certificates that lead to no trusted one: mostly a company's proxy. */
function isCertificateReason(reason: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(reason);
}

/** What the id of a repository is made of. */
export function repositoryIdRule(voice: Voice): string {
  return voice.say(
    'Owner and name have at most 96 letters, digits, "_", "-" and "."; there is no "--" or "..", no "-" or "." at an end, and no ".git" at the end.',
  );
}
