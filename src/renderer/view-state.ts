import * as z from 'zod';
import { sortKeys, wholeRanking } from '../ranking/task-query.ts';
import { type Observable, observable } from './observable.ts';

/** Standings that the table can be filtered by. */
export const shownVerdicts = ['likely', 'untold', 'unlikely'] as const;

const viewState = z.object({
  search: z.string(),
  scores: z.tuple([z.number(), z.number()]).nullable(),
  /** Conditions on tasks in the grammar of `--filter`; empty: none. */
  filter: z.string().default(''),
  /** Standings to show; none: all. */
  verdicts: z.array(z.enum(shownVerdicts)).default([]),
  sort: z.object({ by: z.enum(sortKeys), descending: z.boolean() }),
  /** Ids of the columns to show; null: those that fit. */
  columns: z.array(z.string()).nullable(),
  /** The task that the user picked, see `taskKey`. */
  pinned: z.string().nullable(),
  /** Which page of the table, from 0; null: all rows on one. */
  page: z.number().int().nonnegative().nullable().default(0),
  /** Repositories of tasks under which those that are alike are shown. */
  unfolded: z.array(z.string()).default([]),
  /** Id of the ranking that stands beside this one, see `otherRankings`. */
  comparedWith: z.string().nullable(),
});

/** What a user has done to the view of one ranking. */
export type ViewState = z.infer<typeof viewState>;

/** What takes away the search and every filter. */
export const everyTask = { search: '', scores: null, filter: '', verdicts: [], page: 0 } satisfies Partial<ViewState>;

const untouched: ViewState = {
  ...wholeRanking,
  scores: null,
  filter: '',
  verdicts: [],
  columns: null,
  pinned: null,
  page: 0,
  unfolded: [],
  comparedWith: null,
};

const savedStates = z.record(z.string(), viewState);

/** More than a notebook holds; the oldest are forgotten. */
const mostStates = 50;

/** Where VS Code keeps what a renderer wants to remember. */
export interface StateStore {
  getState(): unknown;
  setState(value: unknown): void;
}

/** The states of all rankings in the page, kept in `store`. States that cannot be read are as if there were none. */
export class ViewStates {
  private readonly store: StateStore;
  private readonly live = new Map<string, Observable<ViewState>>();

  constructor(store: StateStore) {
    this.store = store;
  }

  /** The state of one ranking; two outputs of the same ranking share it. */
  of(key: string): Observable<ViewState> {
    const known = this.live.get(key);
    if (known !== undefined) return known;
    const state = observable(this.read()[key] ?? untouched);
    state.subscribe((value) => this.write(key, value));
    this.live.set(key, state);
    return state;
  }

  /** Takes over states from before this page; those that the page has already are newer. */
  restore(kept: unknown): void {
    const own = this.read();
    const older = Object.entries(readStates(kept)).filter(([key]) => own[key] === undefined);
    if (older.length === 0) return;
    this.store.setState({ ...Object.fromEntries(older), ...own });
    for (const [key, state] of older) this.live.get(key)?.set(state);
  }

  private read(): Record<string, ViewState> {
    return readStates(this.store.getState());
  }

  private write(key: string, value: ViewState): void {
    const { [key]: _, ...others } = this.read();
    const entries = [...Object.entries(others), [key, value] as const].slice(-mostStates);
    this.store.setState(Object.fromEntries(entries));
  }
}

function readStates(value: unknown): Record<string, ViewState> {
  const parsed = savedStates.safeParse(value);
  return parsed.success ? parsed.data : {};
}
