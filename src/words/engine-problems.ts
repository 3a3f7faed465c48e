import type { EngineProblem } from '../protocol/problems/engine.ts';
import type { Described, Voice } from './voice.ts';

type Ended = Extract<EngineProblem, { code: 'engine-ended' }>;

/** A problem of the background process in words. */
export function describeEngineProblem(problem: EngineProblem, voice: Voice): Described {
  switch (problem.code) {
    case 'engine-ended':
      return describeEnd(problem, voice);
    case 'engine-stopped':
      return { message: voice.say('The background process was stopped.'), remedy: voice.say('Run again.') };
    case 'engine-not-started':
      return { message: voice.say('The background process could not be started: {0}', problem.reason), remedy: null };
    case 'engine-other-version':
      return {
        message: voice.say(
          'The background process is of another version (protocol {0}, expected {1}).',
          problem.found,
          problem.expected,
        ),
        remedy: voice.say('Reload the window.'),
      };
    case 'engine-defect':
      return {
        message: voice.say('This is a defect of the program: {0}', problem.reason),
        remedy: voice.say('Please report it with the log.'),
      };
  }
}

function describeEnd(problem: Ended, voice: Voice): Described {
  const how = problem.signal ?? voice.say('exit code {0}', problem.exitCode ?? '?');
  if (ranOutOfMemory(problem)) {
    return {
      message: voice.say('The background process ended: it ran out of memory ({0}).', how),
      remedy: voice.say(
        'Close other programs, or use {0} or a smaller base model, and run again.',
        voice.setting('examples', 500),
      ),
    };
  }
  return {
    message: voice.say('The background process ended unexpectedly ({0}).', how),
    remedy: voice.say('Run again: a fresh one is started. If that does not help, report it with the log.'),
  };
}

/** SIGKILL is how Linux ends the largest process when memory runs out; V8 says so itself before it aborts. */
function ranOutOfMemory({ signal, lastOutput }: Ended): boolean {
  return signal === 'SIGKILL' || /out of memory|bad_alloc|bad allocation/i.test(lastOutput);
}
