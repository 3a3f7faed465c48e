import { classGains } from '../../ranking/class-gains.ts';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { formatCount, scoreFormat } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { useWords } from '../use-words.ts';

/** Classes that are shown of many: those that gain most and those that lose most. */
const mostGaining = 6;
const mostLosing = 3;
const mostClasses = 10;

/** The row of the heat map for one task, in numbers: what it does for each class, or for those of many for which it does most. */
export function ClassGains({ document, task }: { document: RankingDocument; task: RankedTask }) {
  const { say } = useWords();
  const gains = classGains(task, document);
  if (gains === null) return null;
  const shown = gains.length <= mostClasses ? gains : [...gains.slice(0, mostGaining), ...gains.slice(-mostLosing)];
  const largest = Math.max(...gains.map(({ gain }) => Math.abs(gain))) || 1;
  const format = scoreFormat(document, '−');
  const left = gains.length - shown.length;
  return (
    <table class="class-gains">
      <caption>{say('Evidence per class, minus the baseline’s')}</caption>
      <tbody>
        {shown.map(({ index, gain }, place) => [
          left > 0 && place === mostGaining && (
            <tr key="left">
              <th scope="row" class="muted">
                {say('… {0} more', formatCount(left))}
              </th>
              <td />
              <td />
            </tr>
          ),
          <tr key={index}>
            <th scope="row">
              <bdi>{plainLine(document.target.classes[index] ?? '')}</bdi>
            </th>
            <td class="numeric">{format.difference(gain)}</td>
            <td aria-hidden="true">
              <span
                class={`gain-bar ${gain < 0 ? 'worse' : 'better'}`}
                style={{
                  width: `${(50 * Math.abs(gain)) / largest}%`,
                  marginInlineStart: gain < 0 ? `${50 - (50 * -gain) / largest}%` : '50%',
                }}
              />
            </td>
          </tr>,
        ])}
      </tbody>
    </table>
  );
}
