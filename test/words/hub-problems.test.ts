import { describe, expect, it } from 'vitest';
import { commandLineVoice } from '../../src/cli/voice.ts';
import { type HubProblem, hubProblem } from '../../src/protocol/problems/hub.ts';
import { describeHubProblem } from '../../src/words/hub-problems.ts';

const repo = 'owner/name';
const endpoint = 'https://hub.test';
const url = 'https://hub.test/api/models';

/** One of each code, with the facts that its sentences must name; `repoType` and `withToken` choose between sentences. */
const examples: { [Code in HubProblem['code']]: Omit<Extract<HubProblem, { code: Code }>, 'area'> } = {
  'hub-repository-not-found': { code: 'hub-repository-not-found', repo, repoType: 'dataset', withToken: false },
  'hub-bad-repository-id': { code: 'hub-bad-repository-id', repo: 'a b' },
  'hub-revision-not-found': { code: 'hub-revision-not-found', repo, revision: 'v2' },
  'hub-gated': { code: 'hub-gated', repo, repoType: 'model', withToken: true },
  'hub-disabled': { code: 'hub-disabled', repo },
  'hub-bad-token': { code: 'hub-bad-token', endpoint },
  'hub-rate-limited': { code: 'hub-rate-limited', endpoint, seconds: 207 },
  'hub-unreachable': { code: 'hub-unreachable', endpoint, reason: 'ENOTFOUND' },
  'hub-timeout': { code: 'hub-timeout', endpoint, seconds: 10 },
  'hub-too-slow': { code: 'hub-too-slow', endpoint, bytes: 900, seconds: 61 },
  'hub-server-error': { code: 'hub-server-error', url, status: 503 },
  'hub-refused': { code: 'hub-refused', url, status: 403, message: 'not today' },
  'hub-bad-response': { code: 'hub-bad-response', url, reason: 'no JSON' },
  'hub-file-too-large': { code: 'hub-file-too-large', repo, path: 'm.st', bytes: 900, limitBytes: 500 },
  'hub-corrupt-download': { code: 'hub-corrupt-download', repo, path: 'm.st', expected: 'abc', found: 'abd' },
  'hub-offline-not-cached': { code: 'hub-offline-not-cached', repo, path: 'm.st' },
  'hub-unsafe-path': { code: 'hub-unsafe-path', repo, path: '../x' },
  'hub-cached-file-damaged': {
    code: 'hub-cached-file-damaged',
    repo,
    path: 'model.safetensors',
    file: '/cache/blobs/abc',
    reason: 'changed',
    detail: '12 bytes',
  },
  'hub-cache-not-writable': { code: 'hub-cache-not-writable', folder: '/cache', reason: 'EROFS' },
  'hub-dataset-script-only': { code: 'hub-dataset-script-only', repo, script: 'name.py' },
  'hub-dataset-parameter': {
    code: 'hub-dataset-parameter',
    repo,
    config: 'en',
    parameter: 'decimal',
    value: '","',
  },
  'hub-dataset-no-files': { code: 'hub-dataset-no-files', repo, endings: ['.mp3'] },
  'hub-dataset-no-such-config': {
    code: 'hub-dataset-no-such-config',
    repo,
    config: 'e',
    configs: ['en'],
    nearest: 'en',
  },
  'hub-dataset-config-unsure': { code: 'hub-dataset-config-unsure', repo, configs: ['de'] },
  'hub-dataset-no-such-split': {
    code: 'hub-dataset-no-such-split',
    repo,
    config: 'en',
    split: 'dev',
    splits: ['train'],
    nearest: 'train',
  },
  'hub-dataset-split-unsure': { code: 'hub-dataset-split-unsure', repo, config: 'en', splits: ['a'] },
  'hub-dataset-needs-consent': { code: 'hub-dataset-needs-consent', repo, bytes: 900, limitBytes: 500 },
  'hub-disk-full': { code: 'hub-disk-full', folder: '/cache' },
};

/** A problem in words, as the command line says them. */
function words(facts: object): { message: string; remedy: string | null; all: string } {
  const problem = hubProblem.parse({ area: 'hub', ...facts });
  const { message, remedy } = describeHubProblem(problem, commandLineVoice);
  return { message, remedy, all: `${message} ${remedy ?? ''}` };
}

describe('problems of the Hub in words', () => {
  it.each(Object.values(examples))('$code names its facts', (facts) => {
    const { all } = words(facts);
    expect(all).not.toMatch(/\{\d\}|undefined|null/);
    for (const [name, fact] of Object.entries(facts)) {
      if (name !== 'code' && typeof fact !== 'boolean') expect(all).toContain(String(fact));
    }
  });

  it('has an example of every code', () => {
    const codes = hubProblem.options.map(({ shape }) => shape.code.value);
    expect(Object.keys(examples).toSorted()).toEqual(codes.toSorted());
  });

  it('says what to do about every problem that a person can do something about', () => {
    const without = Object.values(examples).filter((facts) => words(facts).remedy === null);
    expect(without.map(({ code }) => code)).toEqual(['hub-unsafe-path']);
  });

  it.each(['hub-repository-not-found', 'hub-gated'] as const)(
    'asks for a token in %s only where there is none',
    (code) => {
      expect(words({ ...examples[code], withToken: false }).remedy).toContain('HF_TOKEN');
      expect(words({ ...examples[code], withToken: true }).remedy).not.toContain('HF_TOKEN');
    },
  );

  it.each(['model', 'dataset'] as const)('says that it is a %s which is missing or restricted', (repoType) => {
    expect(words({ ...examples['hub-repository-not-found'], repoType }).message).toContain(`no ${repoType} "`);
    expect(words({ ...examples['hub-gated'], repoType }).message).toContain(`the ${repoType} `);
  });

  it('names the way to trust a company network where a certificate is refused', () => {
    const certificate = words({ ...examples['hub-unreachable'], reason: 'SELF_SIGNED_CERT_IN_CHAIN' });
    expect(certificate.remedy).toContain('NODE_EXTRA_CA_CERTS');
    expect(words(examples['hub-unreachable']).remedy).toContain('--offline');
  });

  it.each([
    [null, null],
    [repo, null],
    [repo, 'm.st'],
  ])('says what is not cached: %s %s', (repository, path) => {
    const { all } = words({ ...examples['hub-offline-not-cached'], repo: repository, path });
    expect(all).not.toMatch(/undefined|null/);
    expect(all).toContain('--offline');
  });

  it('does not promise a time that the Hub did not name', () => {
    expect(words({ ...examples['hub-rate-limited'], seconds: null }).remedy).toBe(
      'Wait some minutes; a token raises the limit.',
    );
  });
});
