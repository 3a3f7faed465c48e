import type { FilterProblem } from '../protocol/problems/filter.ts';
import type { Described, Voice } from './voice.ts';

/** A problem of a filter in words. The shell shows its place. */
export function describeFilterProblem(problem: FilterProblem, voice: Voice): Described {
  const place = problem.at + 1;
  switch (problem.code) {
    case 'filter-expected-field':
      return {
        message: voice.say('The filter needs the name of a field at character {0}.', place),
        remedy: voice.say('A condition is a field, an operator and a value, as in language=en.'),
      };
    case 'filter-unknown-field':
      return {
        message: voice.say('The filter has no field "{0}" (character {1}).', problem.field, place),
        remedy: nearestField(problem.nearest, voice),
      };
    case 'filter-bad-operator':
      return {
        message: voice.say('The filter needs an operator for "{0}" at character {1}.', problem.field, place),
        remedy: voice.say('"{0}" takes {1}.', problem.field, problem.allowed.join(' ')),
      };
    case 'filter-expected-value':
      return {
        message: voice.say('The filter needs a value for "{0}" at character {1}.', problem.field, place),
        remedy: voice.say('Put a value with spaces or commas into double quotes.'),
      };
    case 'filter-not-a-number':
      return {
        message: voice.say('"{0}" is a number, not "{1}" (character {2}).', problem.field, problem.value, place),
        remedy: voice.say('Write it with digits, as in examples>=1000.'),
      };
    case 'filter-unclosed-quote':
      return {
        message: voice.say('The quote at character {0} of the filter is never closed.', place),
        remedy: voice.say('Within quotes a quote is written \\".'),
      };
  }
}

function nearestField(nearest: string | null, voice: Voice): string {
  if (nearest !== null) return voice.say('Did you mean "{0}"?', nearest);
  return voice.say('Fields are task, subset, split, text, label, language, examples, repo, downloads and more.');
}
