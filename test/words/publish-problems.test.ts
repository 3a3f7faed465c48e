import { describe, expect, it } from 'vitest';
import { commandLineVoice } from '../../src/cli/voice.ts';
import { type PublishProblem, publishProblem } from '../../src/protocol/problems/publish.ts';
import { describePublishProblem } from '../../src/words/publish-problems.ts';

const repo = 'me/ESM_x';
const name = './my-map';
type Facts<Code> = Omit<Extract<PublishProblem, { code: Code }>, 'area'>;

/** One of each code, with what its sentences must name and what its remedy must say. */
const examples: { [Code in PublishProblem['code']]: [Facts<Code>, string[], string | null] } = {
  'publish-no-token': [{ code: 'publish-no-token', endpoint: 'https://hub.test' }, ['https://hub.test'], 'HF_TOKEN'],
  'publish-offline': [{ code: 'publish-offline' }, [], '--offline'],
  'publish-token-cannot-write': [{ code: 'publish-token-cannot-write', repo, account: 'me' }, [repo, 'me'], 'HF_TOKEN'],
  'publish-foreign-namespace': [
    { code: 'publish-foreign-namespace', repo: 'you/x', namespace: 'you', account: 'me', namespaces: ['me', 'lab'] },
    ['"you"', 'me'],
    'me, lab',
  ],
  'publish-name-taken': [
    { code: 'publish-name-taken', repo, holds: 'other-map', detail: 'base, task' },
    [repo, 'another map: base, task'],
    'another name',
  ],
  'publish-name-without-owner': [{ code: 'publish-name-without-owner', repo: 'x', account: 'me' }, ['"x"'], 'me/x'],
  'publish-not-private': [{ code: 'publish-not-private', repo }, [repo, 'public'], 'settings'],
  'publish-map-not-fit': [
    { code: 'publish-map-not-fit', name, findings: [{ code: 'no-card' }, { code: 'no-bias' }] },
    [name, 'There is no README.md', 'no bias'],
    'esm-rank check --fix',
  ],
  'publish-card-refused': [
    { code: 'publish-card-refused', name, errors: ['"license" must be one of'] },
    [name, '"license" must be one of'],
    'README.md',
  ],
  'publish-holds-token': [{ code: 'publish-holds-token', name, path: 'config.json' }, [name, 'config.json'], 'delete'],
  'publish-needs-consent': [{ code: 'publish-needs-consent', repo }, [repo], '--yes'],
  'publish-declined': [{ code: 'publish-declined', repo }, [], null],
  'publish-file-changed': [{ code: 'publish-file-changed', name, path: 'config.json' }, [name, 'config.json'], 'again'],
  'publish-conflict': [{ code: 'publish-conflict', repo }, [repo], 'again'],
  'publish-refused': [
    { code: 'publish-refused', repo, status: 403, message: 'not today' },
    [repo, '403', 'not today'],
    '"write"',
  ],
  'publish-upload-refused': [
    { code: 'publish-upload-refused', repo, path: 'model.safetensors', message: 'full' },
    [repo, 'model.safetensors', 'full'],
    'storage',
  ],
  'publish-nothing-to-repair': [{ code: 'publish-nothing-to-repair', repo }, [repo], 'spelling'],
  'publish-fix-needs-folder': [{ code: 'publish-fix-needs-folder', repo }, [repo], `--repair ${repo}`],
};

describe('problems of publishing', () => {
  it('are all here', () => {
    expect(publishProblem.options.map(({ shape }) => shape.code.value).sort()).toEqual(Object.keys(examples).sort());
  });

  it.each(Object.values(examples))('%o names its facts and says what to do', (facts, named, remedied) => {
    const { message, remedy } = describePublishProblem(
      publishProblem.parse({ area: 'publish', ...facts }),
      commandLineVoice,
    );
    for (const fact of named) expect(message).toContain(fact);
    if (remedied === null) expect(remedy).toBeNull();
    else expect(remedy).toContain(remedied);
  });

  it.each([
    ['unseen', 'may not see'],
    ['other-files', 'no map: it holds notes.txt'],
  ] as const)('tell by what a name is taken: %s', (holds, said) => {
    const problem = { area: 'publish', code: 'publish-name-taken', repo, holds, detail: 'notes.txt' } as const;
    expect(describePublishProblem(problem, commandLineVoice).message).toContain(said);
  });
});
