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
import { joinSentences } from '../../ranking/sentences/join-sentences.ts';
import { rankingLabel } from '../../ranking/sentences/provenance.ts';
import type { Translate } from '../../ranking/sentences/translate.ts';
import { type Difference, differencesOf, differencesSentence } from '../../ranking/sentences/what-differs.ts';
import { taskName } from '../../ranking/task-name.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { useWords } from '../use-words.ts';
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
  const { say } = useWords();
  const { tasks, common, tau } = useMemo(() => compareRankings(first, second), [first, second]);
  const shown = useMemo(() => leading(tasks), [tasks]);
  const alone = tasks.length - common;
  const differences = useMemo(() => differencesOf(first, second, say), [first, second, say]);
  const [here, there] = shortNames(differences, say);
  return (
    <article class="comparison" aria-label={say('Comparison of two rankings')}>
      <div class="details-head">
        <h3>{say('Compared with {0}', rankingLabel(second, say))}</h3>
        <button type="button" class="tool" aria-label={say('Close comparison')} onClick={onClose}>
          ✕
        </button>
      </div>
      <p>{differencesSentence(differences, say)}</p>
      <p>
        {joinSentences(
          [
            agreementSentence(tau, common, say),
            largestMoveSentence(shown, say),
            commonShortlistSentence(first, second, say),
            explainedChangesSentence(tasks, say),
          ],
          say,
        )}
      </p>
      {alone > 0 && (
        <p class="muted">
          {alone === 1
            ? say('1 task is in one of the two only and is not compared.')
            : say('{0} tasks are in one of the two only and are not compared.', formatCount(alone))}
        </p>
      )}
      {shown.length > 1 && <SlopeChart tasks={shown} here={here} there={there} width={width} />}
      {shown.length > 0 && (
        <ScrollRegion className="table-scroller" label={say('Rank changes')}>
          <table class="compared">
            <thead>
              <tr>
                <th scope="col" class="numeric">
                  {say('Rank: {0}', here)}
                </th>
                <th scope="col" class="numeric">
                  {say('Rank: {0}', there)}
                </th>
                <th scope="col" class="numeric">
                  {say('Change')}
                </th>
                <th scope="col">{say('Task')}</th>
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
function shortNames([first]: readonly Difference[], say: Translate): [string, string] {
  const unnamed: [string, string] = [say('here'), say('other')];
  if (first === undefined) return unnamed;
  const short = (value: string) => value.slice(value.lastIndexOf('/') + 1);
  const [here, there] = [short(first.first), short(first.second)];
  return here === there || Math.max(here.length, there.length) > 40 ? unnamed : [here, there];
}

/** The tasks that lead at least one of the rankings, in the order of the first. */
function leading(tasks: readonly ComparedTask[]): ComparedTask[] {
  return tasks.filter(({ first, second }) => first !== null && second !== null && Math.min(first, second) <= mostShown);
}

function ComparedRow({ compared: { task, first, second, rise, withinError } }: { compared: ComparedTask }) {
  const { count } = useWords();
  const name = plainLine(taskName(task));
  return (
    <tr>
      <td class="numeric">{count(first ?? 0)}</td>
      <td class="numeric">{count(second ?? 0)}</td>
      <td class={withinError === true ? 'numeric within-error' : 'numeric'}>
        <Change rise={rise ?? 0} withinError={withinError === true} />
      </td>
      <th scope="row" title={name}>
        <bdi>{name}</bdi>
      </th>
    </tr>
  );
}

/** `▲ up 3`: three places better in the other than here; without colour where chance explains it. */
function Change({ rise, withinError }: { rise: number; withinError: boolean }) {
  const { say } = useWords();
  if (rise === 0) return <span class="muted">=</span>;
  const places = formatCount(Math.abs(rise));
  const [sign, tone] = rise > 0 ? ['▲', 'better-text'] : ['▼', 'worse-text'];
  return (
    <span class={withinError ? 'muted' : tone}>
      <span aria-hidden="true">{`${sign} `}</span>
      {rise > 0 ? say('up {0}', places) : say('down {0}', places)}
      {withinError && ` ${say('(may be chance)')}`}
    </span>
  );
}
