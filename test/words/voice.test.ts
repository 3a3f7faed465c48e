import { describe, expect, it } from 'vitest';
import { commandLineVoice } from '../../src/cli/voice.ts';
import { describeProblem } from '../../src/words/describe-problem.ts';
import { voiceOfTwoModels } from '../../src/words/voice.ts';

describe('the voice of where a map is made', () => {
  const voice = voiceOfTwoModels(commandLineVoice, './tuned');
  const remedyOf = (model: string) =>
    describeProblem({ area: 'language-model', code: 'model-no-config', model }, voice).remedy;

  it('names the option of the model that a problem is about', () => {
    expect(remedyOf('./tuned')).toBe('Check --tuned ./tuned.');
    expect(remedyOf('./base')).toBe('Check --base ./base.');
  });

  it('leaves every other option as it is', () => {
    expect([voice.setting('pooling', 'mean'), voice.setting('model')]).toEqual(['--pooling mean', '--base']);
  });
});
