import { InvalidArgumentError, Option } from 'commander';
import { namesOf, type TextEncoding, textEncoding, textEncodingNamed } from '../protocol/text-encoding.ts';
import { nearestName } from '../recipe/nearest-name.ts';

/** `--encoding <name>`, by any name of an encoding that is read. */
export function encodingOption(): Option {
  return new Option('--encoding <name>', 'encoding of a text file (default: what its bytes say)').argParser(encodingOf);
}

function encodingOf(name: string): TextEncoding {
  const encoding = textEncodingNamed(name);
  if (encoding !== null) return encoding;
  const nearest = nearestName(name, textEncoding.options.flatMap(namesOf));
  const hint = nearest === null ? '' : ` Did you mean ${nearest}?`;
  throw new InvalidArgumentError(`${hint} Known are ${textEncoding.options.join(', ')}.`.trim());
}
