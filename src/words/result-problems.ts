import type { ResultProblem } from '../protocol/problems/result.ts';
import { describeUnreadableFile } from './unreadable-file.ts';
import type { Described, Voice } from './voice.ts';

type OfFile = Extract<ResultProblem, { kind: unknown }>;

/** A problem of a result that is read again, in words. */
export function describeResultProblem(problem: ResultProblem, voice: Voice): Described {
  switch (problem.code) {
    case 'result-unreadable':
      return problem.kind === 'transfers'
        ? describeUnreadableFile(problem, 'transfers', voice)
        : unreadableRanking(problem, voice);
    case 'result-not-json':
      return {
        message: voice.say('{0} is not JSON: {1}', problem.file, problem.reason),
        remedy: remedyOf(problem, voice),
      };
    case 'result-other-version':
      return {
        message: voice.say(
          '{0} is of another version of this program: it calls itself {1}.',
          problem.file,
          problem.schema,
        ),
        remedy: remedyOf(problem, voice),
      };
    case 'result-of-another-kind':
      return { message: anotherKind(problem, voice), remedy: remedyOf(problem, voice) };
    case 'result-without-tasks':
      return {
        message: voice.say('{0} ranks no task, so there is none to fine-tune on first.', problem.file),
        remedy: voice.say('Rank again with more maps.'),
      };
    case 'result-not-kept':
      return {
        message: voice.say('There is no result {0} in this session.', problem.name),
        remedy:
          problem.kept.length === 0
            ? voice.say('Rank first, or name a file that holds a ranking.')
            : voice.say('There are: {0}.', problem.kept.join(', ')),
      };
    case 'result-unknown-task':
      return unknownTask(problem, voice);
  }
}

function unreadableRanking(problem: Extract<ResultProblem, { code: 'result-unreadable' }>, voice: Voice): Described {
  const { message } = describeUnreadableFile(problem, 'out', voice);
  return { message, remedy: remedyOf(problem, voice) };
}

function anotherKind(
  { kind, file, where, reason }: Extract<ResultProblem, { code: 'result-of-another-kind' }>,
  voice: Voice,
): string {
  const why = [where, reason].filter((part) => part !== '').join(': ');
  return kind === 'ranking'
    ? voice.say('{0} is not a ranking: {1}', file, why)
    : voice.say('{0} does not hold what fine-tuning gave: {1}', file, why);
}

function remedyOf({ kind }: OfFile, voice: Voice): string {
  return kind === 'ranking'
    ? voice.say('Name a file that {0} wrote.', `${voice.setting('format', 'json')} ${voice.setting('out')}`)
    : voice.say('Name a file that the fine-tuning cell wrote: it ends in ".transfers.json".');
}

function unknownTask(
  { file, task, similar }: Extract<ResultProblem, { code: 'result-unknown-task' }>,
  voice: Voice,
): Described {
  return {
    message: voice.say('{0} ranks no task {1}.', file, task),
    remedy:
      similar.length === 0
        ? voice.say('Name a task, its map or its rank as the ranking has them.')
        : voice.say('Did you mean {0}?', similar.join(', ')),
  };
}
