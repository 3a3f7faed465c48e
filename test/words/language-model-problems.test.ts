import { describe, expect, it } from 'vitest';
import { commandLineVoice } from '../../src/cli/voice.ts';
import { type LanguageModelProblem, languageModelProblem } from '../../src/protocol/problems/language-model.ts';
import { describeLanguageModelProblem } from '../../src/words/language-model-problems.ts';

const model = 'owner/model';

/** One of each code, with the facts that its sentence must name. */
const examples: {
  [Code in LanguageModelProblem['code']]: Omit<Extract<LanguageModelProblem, { code: Code }>, 'area'>;
} = {
  'model-no-config': { code: 'model-no-config', model },
  'model-is-map': { code: 'model-is-map', model },
  'model-bad-config': { code: 'model-bad-config', model, file: 'config.json', field: 'dim', reason: 'too small' },
  'model-unsupported-type': { code: 'model-unsupported-type', model, modelType: 'gpt2', supported: ['bert'] },
  'model-unsupported-setting': { code: 'model-unsupported-setting', model, setting: 'hidden_act', value: 'mish' },
  'model-unsupported-pooling': { code: 'model-unsupported-pooling', model, pooling: 'lasttoken' },
  'model-no-pooler': { code: 'model-no-pooler', model },
  'model-no-weights': { code: 'model-no-weights', model, file: 'model.safetensors' },
  'model-damaged-weights': {
    code: 'model-damaged-weights',
    model,
    file: 'm.st',
    reason: 'offsets',
    detail: 'tensor x',
  },
  'model-missing-tensor': { code: 'model-missing-tensor', model, tensor: 'pooler.weight' },
  'model-tensor-type': { code: 'model-tensor-type', model, tensor: 'pooler.weight', dtype: 'I8' },
  'model-tensor-shape': { code: 'model-tensor-shape', model, tensor: 'w', expected: [2, 31], found: [4, 57] },
  'model-no-tokenizer': { code: 'model-no-tokenizer', model, missing: 'vocab.txt' },
  'model-unsupported-tokenizer': { code: 'model-unsupported-tokenizer', model, tokenizerClass: 'BertweetTokenizer' },
  'model-bad-tokenizer': { code: 'model-bad-tokenizer', model, reason: 'no model' },
  'model-slow-tokenizer': { code: 'model-slow-tokenizer', model, seconds: 23 },
  'model-token-out-of-range': { code: 'model-token-out-of-range', model, id: 1300, vocabulary: 1200 },
  'model-not-finite': { code: 'model-not-finite', model },
  'model-no-score': { code: 'model-no-score', model },
  'model-run-failed': { code: 'model-run-failed', model, reason: 'out of memory' },
};

describe('problems of the language model in words', () => {
  it.each(Object.values(examples))('$code names its facts', ({ code, ...facts }) => {
    const problem = languageModelProblem.parse({ area: 'language-model', code, ...facts });
    const { message, remedy } = describeLanguageModelProblem(problem, commandLineVoice);
    const words = `${message} ${remedy ?? ''}`;
    expect(words).not.toMatch(/\{\d\}|undefined|null/);
    for (const fact of Object.values(facts).flat()) expect(words).toContain(String(fact));
  });

  it('names no field where a file cannot be read at all', () => {
    const problem = languageModelProblem.parse({ area: 'language-model', ...examples['model-bad-config'], field: '' });
    expect(describeLanguageModelProblem(problem, commandLineVoice).message).toBe(
      'config.json of owner/model cannot be read: too small',
    );
  });

  it("says of damage in a folder of one's own what can be done there", () => {
    const { code, ...facts } = examples['model-damaged-weights'];
    const remedyOf = (name: string) =>
      describeLanguageModelProblem({ area: 'language-model', code, ...facts, model: name }, commandLineVoice).remedy;
    expect(remedyOf('./tuned')).toBe('Copy it there again, or save the model again.');
    expect(remedyOf(model)).toContain('cache');
  });

  it('has an example of every code', () => {
    const codes = languageModelProblem.options.map(({ shape }) => shape.code.value);
    expect(Object.keys(examples).toSorted()).toEqual(codes.toSorted());
  });

  it('names --pooling first where there is no pooler', () => {
    const problem = languageModelProblem.parse({ area: 'language-model', code: 'model-no-pooler', model });
    expect(describeLanguageModelProblem(problem, commandLineVoice).remedy).toContain('--pooling first');
  });
});
