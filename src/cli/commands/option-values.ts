import { InvalidArgumentError } from 'commander';
import { type Shard, shard } from '../../protocol/rank-request.ts';

/** The values of an option that may be repeated. */
export function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

/** `i/n`, the i-th of n, counted from 1. */
export function shareOf(value: string): Shard {
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(value) ?? [];
  const { data } = shard.safeParse({ index: Number(index), of: Number(of) });
  if (data === undefined) throw new InvalidArgumentError('expected i/n with i from 1 to n, like 2/8');
  return data;
}

/** A whole number above zero. */
export function positiveInteger(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number) || number < 1) {
    throw new InvalidArgumentError('expected a whole number above 0');
  }
  return number;
}

/** A whole number of any size, as its digits: seeds may exceed 2^64. */
export function nonNegativeInteger(value: string): string {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('expected a whole number, 0 or above');
  return value.replace(/^0+(?=\d)/, '');
}

/** A name that is there: an empty one mostly comes of a variable that is not set. */
export function filled(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('it is empty');
  return value;
}
