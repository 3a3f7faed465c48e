import { describe, expect, it } from 'vitest';
import { type StateStore, ViewStates } from '../../src/renderer/view-state.ts';

/** What VS Code keeps for the page. */
function memory(initial?: unknown): StateStore & { value: unknown } {
  return {
    value: initial,
    getState() {
      return this.value;
    },
    setState(value) {
      this.value = value;
    },
  };
}

/** What a page before left behind for one ranking. */
function statesOf(key: string, search: string): unknown {
  const store = memory();
  const state = new ViewStates(store).of(key);
  state.set({ ...state.get(), search });
  return store.value;
}

describe('states from before the page', () => {
  it('come back, also to a ranking that is shown already', () => {
    const states = new ViewStates(memory());
    const shown = states.of('a');
    states.restore(statesOf('a', 'glue'));
    expect(shown.get().search).toBe('glue');
  });

  it('do not replace what was done in the page meanwhile', () => {
    const states = new ViewStates(memory());
    const shown = states.of('a');
    shown.set({ ...shown.get(), search: 'newer' });
    states.restore(statesOf('a', 'older'));
    states.restore(statesOf('b', 'of another'));
    expect([shown.get().search, states.of('b').get().search]).toEqual(['newer', 'of another']);
  });

  it('are left alone where they cannot be read', () => {
    const store = memory();
    new ViewStates(store).restore({ a: { search: 7 } });
    expect(store.value).toBeUndefined();
  });
});
