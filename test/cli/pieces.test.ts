import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-codes.ts';
import { formatColumns } from '../../src/cli/format-columns.ts';
import { RecipeMistakes, readRecipe } from '../../src/cli/read-recipe.ts';
import { reportProblem } from '../../src/cli/report-problem.ts';
import { commandLineVoice, quoteForShell } from '../../src/cli/voice.ts';
import { ProblemError } from '../../src/protocol/problem.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'itr-cli-'));

describe('commandLineVoice', () => {
  it('spells settings as options and environment variables', () => {
    const { setting } = commandLineVoice;
    expect(setting('pooling', 'first')).toBe('--pooling first');
    expect(setting('text', "it's")).toBe("--text 'it'\\''s'");
    expect(setting('cached-only')).toBe('--cached-only');
    expect(setting('token')).toBe('HF_TOKEN');
  });

  it.each([['plain'], ['with space'], ["it's"], ['$HOME `x` "y"'], ['']])(
    'quotes %j so that a shell reads it back',
    (text) => {
      const quoted = quoteForShell(text);
      // What a POSIX shell does with single quotes and escaped ones between them.
      const read = quoted.replace(/'([^']*)'|\\(.)/g, (_, inner, escaped) => inner ?? escaped);
      expect(read).toBe(text);
    },
  );
});

describe('exit codes', () => {
  it.each([
    [{ area: 'run', code: 'run-cancelled' }, 130],
    [{ area: 'hub', code: 'hub-disabled', repo: 'a/b' }, 4],
    [{ area: 'hub', code: 'hub-bad-repository-id', repo: 'a b' }, 2],
    [{ area: 'dataset', code: 'dataset-missing-file', file: 'x' }, 2],
    [
      { area: 'run', code: 'run-nothing-to-rank', model: 'm', reason: 'none-listed', skipped: 0, firstSkipped: null },
      3,
    ],
    [{ area: 'language-model', code: 'model-no-config', model: 'm' }, 2],
  ] as const)('%o ends with %i', (problem, code) => {
    expect(exitCodeOf(problem)).toBe(code);
  });
});

describe('formatColumns', () => {
  it('sets numbers right, counts wide characters twice and takes control characters out', () => {
    const text = formatColumns(
      ['Maps', 'Model'],
      [
        ['1512', 'a/b'],
        ['3', '模型\u001b[31m'],
        ['12', 'c'],
      ],
    );
    expect(text).toBe('Maps  Model\n1512  a/b\n   3  模型 [31m\n  12  c\n');
  });
});

describe('readRecipe', () => {
  it('takes paths from the recipe itself', async () => {
    const place = folder();
    writeFileSync(join(place, 'r.yaml'), 'rank:\n  dataset: data.csv\n  model: a/b\n  top: 5\n');
    const { request, top } = await readRecipe(join(place, 'r.yaml'));
    expect(request).toMatchObject({ dataset: 'data.csv', folder: place, model: 'a/b' });
    expect(top).toBe(5);
  });

  it('names line and column of each mistake', async () => {
    const place = folder();
    const file = join(place, 'r.yaml');
    writeFileSync(file, 'rank:\n  dataset: data.csv\n  modle: a/b\n');
    const error = await readRecipe(file).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RecipeMistakes);
    let text = '';
    expect(reportProblem(error, { write: (line) => (text += line) })).toBe(2);
    expect(text).toContain(`${file}:3:3: There is no setting "modle".\n  Did you mean "model"?`);
  });
});

describe('reportProblem', () => {
  it('shows a defect as one, with its stack', () => {
    let text = '';
    expect(reportProblem(new TypeError('x is no function'), { write: (line) => (text += line) })).toBe(1);
    expect(text).toMatch(/defect.*x is no function/s);
  });

  it('gives message and remedy of a problem, and no stack', () => {
    let text = '';
    const problem = { area: 'language-model', code: 'model-no-pooler', model: 'a/b' } as const;
    expect(reportProblem(new ProblemError(problem), { write: (line) => (text += line) })).toBe(2);
    expect(text).toContain('--pooling first');
    expect(text.split('\n').length).toBe(3);
  });
});
