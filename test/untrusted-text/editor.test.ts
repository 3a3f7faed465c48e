import { describe, expect, it, vi } from 'vitest';
import { Log } from '../../src/extension/log.ts';
import { editorVoice } from '../../src/extension/voice.ts';
import { datasetWarning } from '../../src/protocol/dataset-warnings.ts';
import { type Problem, problem } from '../../src/protocol/problem.ts';
import { runWarning } from '../../src/protocol/run-warnings.ts';
import { describeDatasetWarning } from '../../src/words/dataset-warnings.ts';
import { describeProblem } from '../../src/words/describe-problem.ts';
import { describeRunWarning } from '../../src/words/run-warnings.ts';
import { hostileCharacters, hostileText, hostileValues } from './hostile-values.ts';

// What the editor says in notifications, cells and its log, of facts that are as hostile as they can be.

const logged = vi.hoisted((): string[] => []);
vi.mock('vscode', async () => {
  const { fillTemplate } = await import('../../src/words/voice.ts');
  const write = (line: string) => logged.push(line);
  return {
    l10n: { t: fillTemplate },
    window: { createOutputChannel: () => ({ debug: write, info: write, warn: write, error: write }) },
  };
});

const problems = hostileValues<Problem>(problem);

describe('a sentence in the editor', () => {
  it('of a problem has no control characters, and is one line', () => {
    for (const facts of problems) {
      const { message, remedy } = describeProblem(facts, editorVoice);
      expect(`${message} ${remedy}`, facts.code).not.toMatch(hostileCharacters);
      expect(`${message} ${remedy}`, facts.code).not.toMatch(/[\n\t]/);
    }
  });

  it('of a warning neither', () => {
    const sentences = [
      ...hostileValues(datasetWarning).map((facts) => describeDatasetWarning(facts, editorVoice).message),
      ...hostileValues(runWarning).map((facts) => describeRunWarning(facts, editorVoice)),
    ];
    expect(sentences.length).toBeGreaterThan(10);
    for (const sentence of sentences) expect(sentence).not.toMatch(hostileCharacters);
  });
});

describe('a line of the log', () => {
  it('has no control characters', () => {
    const log = new Log();
    log.info(hostileText);
    log.error(hostileText);
    log.engine({ level: 'debug', line: hostileText });
    for (const facts of problems) log.problem(facts, hostileText);
    expect(logged.length).toBe(3 + problems.length);
    expect(logged.filter((line) => hostileCharacters.test(line))).toEqual([]);
  });
});
