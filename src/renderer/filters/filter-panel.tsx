import type { EsmFilter, FilterField, FilterOperator } from '../../esm-filter/filter.ts';
import { formatFilter } from '../../esm-filter/format-filter.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import { standingMark } from '../../ranking/sentences/standing.ts';
import { countStandings } from '../../ranking/standing.ts';
import type { Observable } from '../observable.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';
import { shownVerdicts, type ViewState } from '../view-state.ts';
import { countValues, valuesOf, withValues } from './conditions.ts';
import { NumberField, TextField } from './fields.tsx';
import { filterMistake, readFilter } from './read-filter.ts';
import { ScoreRange } from './score-range.tsx';
import { TickList } from './tick-list.tsx';

interface FilterPanelProps {
  document: RankingDocument;
  view: Observable<ViewState>;
}

/** What the table can be filtered by. The conditions on tasks are kept as text, in the grammar of `--filter`, which stands below to be read, changed and copied. */
export function FilterPanel({ document, view }: FilterPanelProps) {
  const { say } = useWords();
  const { filter: text, verdicts } = useObservable(view);
  const { filter, mistake } = readFilter(text);
  const { tasks } = document;
  const set = (changed: EsmFilter) => view.set({ ...view.get(), filter: formatFilter(changed), page: 0 });
  const bind = (field: FilterField, operator: FilterOperator) => ({
    values: valuesOf(filter, field, operator),
    onChange: (values: string[]) => set(withValues(filter, field, operator, values)),
  });
  const ticks = (field: FilterField) => {
    const { values, onChange } = bind(field, '=');
    return { ticked: values, onChange };
  };
  const standings = countStandings(document);
  return (
    <div class="filters">
      {standings.unknown === 0 && (
        <TickList
          title={say('Helps?')}
          values={shownVerdicts.map((value) => ({
            value,
            label: standingMark(value, say),
            count: standings[value],
          }))}
          ticked={verdicts}
          onChange={(ticked) =>
            view.set({ ...view.get(), verdicts: shownVerdicts.filter((each) => ticked.includes(each)), page: 0 })
          }
        />
      )}
      <TickList
        title={say('Language')}
        values={countValues(tasks.flatMap(({ language }) => language?.split(', ') ?? []))}
        {...ticks('language')}
      />
      <TickList
        title={say('Label column')}
        values={countValues(tasks.map(({ labelColumn }) => labelColumn))}
        {...ticks('label')}
      />
      <fieldset>
        <legend>{say('Examples')}</legend>
        <NumberField label={say('At least')} {...bind('examples', '>=')} />
        <NumberField label={say('At most')} {...bind('examples', '<=')} />
      </fieldset>
      <fieldset>
        <legend>{say('Dataset')}</legend>
        <TextField label={say('Name contains')} {...bind('task', '~')} />
      </fieldset>
      <ScoreRange document={document} view={view} />
      <fieldset>
        <legend>{say('The same as text, for --filter or a recipe')}</legend>
        <TextField
          label={say('Filter')}
          values={text === '' ? [] : [text]}
          onChange={([written = '']) => view.set({ ...view.get(), filter: written, page: 0 })}
        />
        <p role="status" class="mistake">
          {mistake !== null && `⚠ ${filterMistake(mistake, say)}`}
        </p>
      </fieldset>
    </div>
  );
}
