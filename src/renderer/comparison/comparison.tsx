import { useMemo } from 'preact/hooks';
import { type ComparedTask, compareRankings } from '../../ranking/compare.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import {
  agreementSentence,
  commonShortlistSentence,
  explainedChangesSentence,
  largestMoveSentence,
} from '../../ranking/sentences/agreement.ts';
import { rankingLabel } from '../../ranking/sentences/provenance.ts';
import { type Difference, differencesOf, differencesSentence } from '../../ranking/sentences/what-differs.ts';
import { taskName } from '../../ranking/task-name.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { SlopeChart } from './slope-chart.tsx';

/** Tasks that are among the first of either ranking. */
const mostShown = 30;

interface ComparisonProps {
  first: RankingDocument;
  second: RankingDocument;
  /** Room in CSS pixels. */
  width: number;
  onClose(): void;
}

/** Two rankings side by side: how well they agree, and which tasks rise or fall. */
export function Comparison({ first, second, width, onClose }: ComparisonProps) {
  const { tasks, common, tau } = useMemo(() => compareRankings(first, second), [first, second]);
  const shown = useMemo(() => leading(tasks), [tasks]);
  const alone = tasks.length - common;
  const differences = useMemo(() => differencesOf(first, second), [first, second]);
  const [here, there] = shortNames(differences);
  return (
    <article class="comparison" aria-label="Comparison of two rankings">
      <div class="details-head">
        <h3>{`Compared with ${rankingLabel(second)}`}</h3>
        <button type="button" class="tool" aria-label="Close comparison" onClick={onClose}>
          ✕
        </button>
      </div>
      <p>{differencesSentence(differences)}</p>
      <p>
        {[
          agreementSentence(tau, common),
          largestMoveSentence(shown),
          commonShortlistSentence(first, second),
          explainedChangesSentence(tasks),
        ]
          .filter((sentence) => sentence !== '')
          .join(' ')}
      </p>
      {alone > 0 && (
        <p class="muted">
          {alone === 1
            ? '1 task is in one of the two only and is not compared.'
            : `${formatCount(alone)} tasks are in one of the two only and are not compared.`}
        </p>
      )}
      {shown.length > 1 && <SlopeChart tasks={shown} here={here} there={there} width={width} />}
      {shown.length > 0 && (
        <ScrollRegion className="table-scroller" label="Rank changes">
          <table class="compared">
            <thead>
              <tr>
                <th scope="col" class="numeric">
                  {`Rank: ${here}`}
                </th>
                <th scope="col" class="numeric">
                  {`Rank: ${there}`}
                </th>
                <th scope="col" class="numeric">
                  Change
                </th>
                <th scope="col">Task</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((compared) => (
                <ComparedRow key={compared.key} compared={compared} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </article>
  );
}

/** What the two are called in heads: what differs, where that is short. */
function shortNames([first]: readonly Difference[]): [string, string] {
  if (first === undefined) return ['here', 'other'];
  const short = (value: string) => value.slice(value.lastIndexOf('/') + 1);
  const [here, there] = [short(first.first), short(first.second)];
  return here === there || Math.max(here.length, there.length) > 40 ? ['here', 'other'] : [here, there];
}

/** The tasks that lead at least one of the rankings, in the order of the first. */
function leading(tasks: readonly ComparedTask[]): ComparedTask[] {
  return tasks.filter(({ first, second }) => first !== null && second !== null && Math.min(first, second) <= mostShown);
}

function ComparedRow({ compared: { task, first, second, rise, withinError } }: { compared: ComparedTask }) {
  const name = plainLine(taskName(task));
  return (
    <tr>
      <td class="numeric">{formatCount(first ?? 0)}</td>
      <td class="numeric">{formatCount(second ?? 0)}</td>
      <td class={withinError === true ? 'numeric within-error' : 'numeric'}>
        {changeOf(rise ?? 0, withinError === true)}
      </td>
      <th scope="row" title={name}>
        <bdi>{name}</bdi>
      </th>
    </tr>
  );
}

/** `▲ up 3`: three places better in the other than here; without colour where chance explains it. */
function changeOf(rise: number, withinError: boolean) {
  if (rise === 0) return <span class="muted">=</span>;
  const places = formatCount(Math.abs(rise));
  return rise > 0 ? (
    <span class={withinError ? 'muted' : 'better-text'}>
      <span aria-hidden="true">▲ </span>
      {`up ${places}`}
      {withinError && ' (may be chance)'}
    </span>
  ) : (
    <span class={withinError ? 'muted' : 'worse-text'}>
      <span aria-hidden="true">▼ </span>
      {`down ${places}`}
      {withinError && ' (may be chance)'}
    </span>
  );
}
