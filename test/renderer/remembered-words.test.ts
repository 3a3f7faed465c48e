import { describe, expect, it } from 'vitest';
import type { Dictionary } from '../../src/ranking/renderer-messages.ts';
import { observable } from '../../src/renderer/observable.ts';
import { englishWords, wordsOf } from '../../src/renderer/page-words.ts';
import { rememberedWords, storeOf, type TextStore } from '../../src/renderer/remembered-words.ts';

const german: Dictionary = { language: 'de', sentences: { '{0} rows': '{0} Zeilen' } };

/** A store that holds what it is given. */
function makeStore(texts = new Map<string, string>()): TextStore {
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => texts.set(key, text),
    removeItem: (key) => texts.delete(key),
  };
}

/** A store that holds this text, whatever is asked for. */
function holding(text: string): TextStore {
  return { ...makeStore(), getItem: () => text };
}

function refuse(): never {
  throw new Error('The operation is insecure.');
}

function told() {
  return observable<Dictionary | null | undefined>(undefined);
}

describe('the words of a page', () => {
  it('are English until others are told, and those at once on the next page', () => {
    const store = makeStore();
    const from = told();
    const words = rememberedWords(from, store);
    expect(words.get()).toBe(englishWords);
    from.set(german);
    expect(words.get().say('{0} rows', '1,500')).toBe('1\u202f500 Zeilen');
    expect(rememberedWords(told(), store).get().language).toBe('de');
  });

  it('are not drawn again where the same are told', () => {
    const store = makeStore();
    const first = told();
    rememberedWords(first, store);
    first.set(german);
    const from = told();
    const words = rememberedWords(from, store);
    const before = words.get();
    from.set({ ...german });
    expect(words.get()).toBe(before);
  });

  it('are English again once the editor is, also on the next page', () => {
    const store = makeStore();
    const from = told();
    const words = rememberedWords(from, store);
    from.set(german);
    from.set(null);
    expect(words.get()).toBe(englishWords);
    expect(rememberedWords(told(), store).get()).toBe(englishWords);
  });

  it.each([
    ['no JSON', 'de'],
    ['another shape', '{"language":"de"}'],
    ['no language', '{"language":"not a language","sentences":{}}'],
    ['a sentence that is no text', '{"language":"de","sentences":{"Rank":1}}'],
  ])('are English where the store holds %s', (_, text) => {
    expect(rememberedWords(told(), holding(text)).get()).toBe(englishWords);
  });

  it('are those told where the page may keep nothing', () => {
    const refusing = { getItem: refuse, setItem: refuse, removeItem: refuse };
    for (const store of [null, refusing]) {
      const from = told();
      const words = rememberedWords(from, store);
      from.set(german);
      expect(words.get().language).toBe('de');
    }
    const page = Object.defineProperty({ localStorage: makeStore() }, 'localStorage', { get: refuse });
    expect(storeOf(page)).toBeNull();
  });
});

describe('a translation', () => {
  it('leaves what it lacks in English, and commas where no decimal begins with one', () => {
    expect(wordsOf(german).say('{0} maps', '1,500')).toBe('1\u202f500 maps');
    const chinese = wordsOf({ language: 'zh-cn', sentences: {} });
    expect([chinese.count(1500), chinese.written('1,500'), wordsOf(german).count(1500)]).toEqual([
      '1,500',
      '1,500',
      '1\u202f500',
    ]);
  });

  it('takes no sentence from what every object has', () => {
    expect(wordsOf(german).say('constructor')).toBe('constructor');
  });
});
