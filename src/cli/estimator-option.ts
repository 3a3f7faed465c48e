import { InvalidArgumentError, Option } from 'commander';
import { type Estimator, estimator } from '../protocol/rank-request.ts';
import { nearestName } from '../recipe/nearest-name.ts';

/** `--estimator <name,…>`: one or several, each once; the option may be repeated. */
export function estimatorOption(): Option {
  return new Option(
    '--estimator <name,…>',
    'what ranks: logme (default), hscore, knn or ridge; with several, the first ranks and the others stand beside it',
  ).argParser(estimatorsOf);
}

function estimatorsOf(value: string, previous: Estimator[] | undefined): Estimator[] {
  const names = [...(previous ?? []), ...value.split(',').map((name) => estimatorOf(name.trim()))];
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) throw new InvalidArgumentError(`"${repeated}" is named twice.`);
  return names;
}

function estimatorOf(name: string): Estimator {
  const { data } = estimator.safeParse(name);
  if (data !== undefined) return data;
  const nearest = nearestName(name, estimator.options);
  const what = name === '' ? 'a name is empty.' : `"${name}" is none.`;
  const hint = nearest === null ? '' : ` Did you mean "${nearest}"?`;
  throw new InvalidArgumentError(`${what}${hint} Known are ${estimator.options.join(', ')}.`);
}
