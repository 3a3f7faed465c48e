import { plainLine } from '../../ranking/plain-text.ts';
import { useWords } from '../use-words.ts';
import type { CountedValue } from './conditions.ts';

interface TickListProps {
  title: string;
  values: readonly (CountedValue & { label?: string })[];
  ticked: readonly string[];
  onChange(ticked: string[]): void;
}

/** Distinct values to tick, with how many tasks of the ranking have each. Nothing where there is no choice. */
export function TickList({ title, values, ticked, onChange }: TickListProps) {
  const { count: countOf } = useWords();
  if (values.length < 2) return null;
  const toggle = (value: string) =>
    onChange(ticked.includes(value) ? ticked.filter((each) => each !== value) : [...ticked, value]);
  return (
    <fieldset class="ticks">
      <legend>{title}</legend>
      {values.map(({ value, label, count }) => (
        <label key={value}>
          <input type="checkbox" checked={ticked.includes(value)} onChange={() => toggle(value)} />
          <bdi>{label ?? plainLine(value)}</bdi>
          <span class="tick-count">{countOf(count)}</span>
        </label>
      ))}
    </fieldset>
  );
}
