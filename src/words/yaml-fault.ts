import type { RecipeProblem } from '../protocol/problems/recipe.ts';
import type { Described, Voice } from './voice.ts';

/** What is wrong with the YAML of a recipe, in terms of its lines; in those of the parser only where nothing better is known. */
export function describeYamlFault(
  { fault, reason }: Extract<RecipeProblem, { code: 'recipe-not-yaml' }>,
  voice: Voice,
): Described {
  switch (fault) {
    case 'second-colon':
      return {
        message: voice.say('A second colon with a space behind it stands in this line.'),
        remedy: voice.say('Put the value into double quotes, as in {0}.', '"a: b"'),
      };
    case 'no-colon':
      return {
        message: voice.say('This line has no colon between setting and value.'),
        remedy: voice.say('Write it as in {0}.', '"  label: kind"'),
      };
    case 'indentation':
      return {
        message: voice.say('This line is not indented as the lines around it are.'),
        remedy: voice.say('Indent every setting by two spaces.'),
      };
    case 'tab':
      return {
        message: voice.say('This line is indented with a tab.'),
        remedy: voice.say('Indent every setting by two spaces.'),
      };
    case 'open-quote':
      return {
        message: voice.say('A quotation mark is opened here and never closed.'),
        remedy: voice.say('Write a second one behind the value.'),
      };
    case 'open-bracket':
      return {
        message: voice.say('A list is not written to its end here.'),
        remedy: voice.say('Put commas between its values and a bracket behind the last, as in {0}.', '[title, body]'),
      };
    case 'needs-quotes':
      return {
        message: voice.say('This value cannot stand without quotation marks, or goes on behind them.'),
        remedy: voice.say('Put all of it into double quotes.'),
      };
    case 'backslash':
      return {
        message: voice.say('In double quotes a backslash begins a special character.'),
        remedy: voice.say('Write it twice, or put the value into single quotes.'),
      };
    case undefined:
      return {
        message: voice.say('This is not valid YAML: {0}', reason),
        remedy: voice.say(
          'Each setting stands on a line of its own below "rank:" or "train:", indented by two spaces, as in "  label: kind".',
        ),
      };
  }
}
