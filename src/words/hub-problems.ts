import type { HubProblem } from '../protocol/problems/hub.ts';
import type { Described, Voice } from './voice.ts';

type Of<C extends HubProblem['code']> = Extract<HubProblem, { code: C }>;

/** A problem of the Hub in words. */
export function describeHubProblem(problem: HubProblem, voice: Voice): Described {
  return { message: hubMessage(problem, voice), remedy: hubRemedy(problem, voice) };
}

function hubMessage(problem: HubProblem, voice: Voice): string {
  switch (problem.code) {
    case 'hub-repository-not-found':
      return voice.say('The Hub has no {0} "{1}", or it is private.', problem.repoType, problem.repo);
    case 'hub-bad-repository-id':
      return voice.say('"{0}" is no repository id: expected a name like "owner/name".', problem.repo);
    case 'hub-revision-not-found':
      return voice.say('{0} has no revision "{1}".', problem.repo, problem.revision);
    case 'hub-gated':
      return voice.say('Access to the {0} {1} is restricted by its owner.', problem.repoType, problem.repo);
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
    case 'hub-server-error':
      return voice.say('The Hub failed with status {0} at {1}.', problem.status, problem.url);
    case 'hub-refused':
      return voice.say('The Hub refused {0} with status {1}: {2}', problem.url, problem.status, problem.message);
    case 'hub-bad-response':
      return voice.say('The answer of {0} cannot be read: {1}', problem.url, problem.reason);
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
    case 'hub-unsafe-path':
      return voice.say('{0} names a file outside its folder: {1}', problem.repo, problem.path);
    case 'hub-cache-not-writable':
      return voice.say('The cache folder {0} cannot be written: {1}', problem.folder, problem.reason);
    case 'hub-disk-full':
      return voice.say('The disk of the cache folder {0} is full.', problem.folder);
  }
}

function notCachedMessage({ repo, path }: Of<'hub-offline-not-cached'>, voice: Voice): string {
  if (repo === null) return voice.say('This list was never fetched, and the Hub is not asked.');
  if (path === null) return voice.say('{0} is not in the cache, and the Hub is not asked.', repo);
  return voice.say('{1} of {0} is not in the cache, and the Hub is not asked.', repo, path);
}

function hubRemedy(problem: HubProblem, voice: Voice): string | null {
  switch (problem.code) {
    case 'hub-repository-not-found':
      return problem.withToken
        ? voice.say('Check the spelling, and that your token may read it.')
        : voice.say('Check the spelling; for a private one give a token with {0}.', voice.setting('token'));
    case 'hub-gated':
      return problem.withToken
        ? voice.say('Ask for access on its page on the Hub.')
        : voice.say('Ask for access on its page on the Hub, then give a token with {0}.', voice.setting('token'));
    case 'hub-bad-token':
      return voice.say('Check {0}, or leave it empty: public repositories need none.', voice.setting('token'));
    case 'hub-rate-limited':
      return problem.seconds === null
        ? voice.say('Wait some minutes; a token raises the limit.')
        : voice.say('Wait {0} seconds; a token raises the limit.', Math.ceil(problem.seconds));
    case 'hub-unreachable':
      return isCertificateReason(problem.reason) ? certificateRemedy(voice) : connectionRemedy(voice);
    case 'hub-timeout':
      return connectionRemedy(voice);
    case 'hub-server-error':
      return voice.say('Try again later; what was fetched stays in the cache.');
    case 'hub-corrupt-download':
      return voice.say('Run again; if it happens again, a proxy may change what it passes on.');
    case 'hub-offline-not-cached':
      return voice.say('Run once with a connection, without {0}.', voice.setting('offline'));
    case 'hub-cache-not-writable':
      return voice.say('Choose another folder with {0}.', voice.setting('cache'));
    case 'hub-disk-full':
      return voice.say('Make room, or choose another folder with {0}.', voice.setting('cache'));
    case 'hub-bad-repository-id':
      return voice.say('Copy the id from the top of its page on the Hub.');
    case 'hub-revision-not-found':
      return voice.say('Check its spelling, or leave the revision out for the newest.');
    case 'hub-refused':
    case 'hub-bad-response':
      return voice.say(
        'Check that {0} is a Hub, and that no proxy or login page of the network answers instead.',
        voice.setting('endpoint'),
      );
    case 'hub-disabled':
    case 'hub-unsafe-path':
      return null;
  }
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
