import type { ClassMovement } from '../../made-map/movement.ts';
import { formatLength } from '../../made-map/numbers.ts';
import { useWords } from '../use-words.ts';

interface ClassTableProps {
  classes: readonly ClassMovement[];
  /** Index of the class that stays marked in the plot; null: none does. */
  pinned: number | null;
  onPoint(index: number | null): void;
  onPin(index: number): void;
}

/** The classes with their colours and how far each moved. A class under the pointer is marked in the plot; a click keeps it marked. */
export function ClassTable({ classes, pinned, onPoint, onPin }: ClassTableProps) {
  const { say, count } = useWords();
  return (
    <table class="class-table">
      <thead>
        <tr>
          <th scope="col">{say('Class')}</th>
          <th scope="col" class="numeric">
            {say('Rows')}
          </th>
          <th scope="col">{say('Mean distance')}</th>
        </tr>
      </thead>
      <tbody onMouseLeave={() => onPoint(null)}>
        {classes.map(({ index, name, rows, mean, share, colour }) => (
          <tr key={index} onMouseEnter={() => onPoint(index)}>
            <th scope="row" title={name}>
              <button type="button" class="class-name" aria-pressed={pinned === index} onClick={() => onPin(index)}>
                <span class={`swatch ${colourClass(colour)}`} aria-hidden="true" />
                <bdi>{name}</bdi>
              </button>
            </th>
            <td class="numeric">{count(rows)}</td>
            <td>
              <span class="distance">
                <span class={`distance-bar ${colourClass(colour)}`} aria-hidden="true">
                  <span style={{ width: `${100 * share}%` }} />
                </span>
                <span class="numeric">{formatLength(mean)}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Name of the style class that sets the colour of a class. */
export function colourClass(colour: number | null): string {
  return colour === null ? 'colour-none' : `colour-${colour}`;
}
