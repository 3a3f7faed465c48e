import type { RankingDocument } from '../../ranking/document.ts';
import type { Observable } from '../observable.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';
import type { ViewState } from '../view-state.ts';

interface ScoreRangeProps {
  document: RankingDocument;
  view: Observable<ViewState>;
}

/** The range of scores in numbers: what the brush does, for the keyboard and for exact limits. */
export function ScoreRange({ document, view }: ScoreRangeProps) {
  const { say } = useWords();
  const { scores } = useObservable(view);
  const { baseline } = document;
  const set = (range: [number, number] | null) => view.set({ ...view.get(), scores: range, page: 0 });
  const best = document.tasks[0]?.score ?? 0;
  const worst = document.tasks.at(-1)?.score ?? 0;
  const [low, high] = scores ?? [worst, best];
  return (
    <fieldset>
      <legend>{say('Score')}</legend>
      <Limit label={say('Score at least')} value={low} onChange={(value) => set(ordered(value, high))} />
      <Limit label={say('Score at most')} value={high} onChange={(value) => set(ordered(low, value))} />
      {baseline !== null && (
        <button type="button" class="tool" onClick={() => set([baseline.score, best])}>
          {say('Above the baseline')}
        </button>
      )}
      <button type="button" class="tool" onClick={() => set(null)}>
        {say('Any score')}
      </button>
    </fieldset>
  );
}

function ordered(a: number, b: number): [number, number] {
  return a < b ? [a, b] : [b, a];
}

function Limit({ label, value, onChange }: { label: string; value: number; onChange(value: number): void }) {
  const onInput = (event: Event) => {
    if (!(event.currentTarget instanceof HTMLInputElement)) return;
    const next = event.currentTarget.valueAsNumber;
    if (Number.isFinite(next)) onChange(next);
  };
  return (
    <label class="limit">
      {label}
      <input type="number" step="0.001" value={value.toFixed(4)} onChange={onInput} />
    </label>
  );
}
