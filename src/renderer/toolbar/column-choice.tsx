import type { Observable } from '../observable.ts';
import type { TableColumn } from '../table/columns.ts';
import { useWords } from '../use-words.ts';
import type { ViewState } from '../view-state.ts';
import { Popover } from './popover.tsx';

interface ColumnChoiceProps {
  view: Observable<ViewState>;
  all: readonly TableColumn[];
  visible: readonly TableColumn[];
}

/** Which columns the table shows. Columns that carry the answer cannot be taken away. */
export function ColumnChoice({ view, all, visible }: ColumnChoiceProps) {
  const { say } = useWords();
  const shown = new Set(visible.map(({ id }) => id));
  const toggle = (id: string) => {
    const columns = shown.has(id) ? [...shown].filter((each) => each !== id) : [...shown, id];
    view.set({ ...view.get(), columns });
  };
  return (
    <Popover label={say('Columns')}>
      {(close) => (
        <>
          <fieldset>
            <legend>{say('Columns')}</legend>
            {all.map(({ id, title, yields }) => (
              <label key={id}>
                <input type="checkbox" checked={shown.has(id)} disabled={yields === 0} onChange={() => toggle(id)} />
                {title}
              </label>
            ))}
          </fieldset>
          <button
            type="button"
            class="tool"
            onClick={() => {
              view.set({ ...view.get(), columns: null });
              close();
            }}
          >
            {say('Those that fit')}
          </button>
        </>
      )}
    </Popover>
  );
}
