import type { AddedToken } from './tokenizer-json.ts';

/** Longer ones are refused: looking for a token takes its length times that of a text. */
const mostCharacters = 1_000;

/** `\\w` and `\\s` of Rust's regular expressions (Unicode TR18, C). */
const wordAtEnd = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u;
const wordAtStart = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u;
const space = /\p{White_Space}/u;

/** A part of a text: a token by itself, or text that is still to be cut into tokens. */
export type TextPart = { id: number } | { text: string; atStart: boolean };

/** A token as it is looked for. */
interface Known {
  id: number;
  token: AddedToken;
}

/**
 * The tokens that a tokenizer takes out of a text before its other steps, as the Rust library does it (tokenizers,
 * `tokenizer/added_vocabulary.rs`): those that are not `normalized` first, from the text as it is; then the others, from what the normalizer makes of the rest.
 */
export class AddedTokens {
  readonly #ids = new Map<string, number>();
  readonly #verbatim = new TokenSearch();
  readonly #normalized = new TokenSearch();
  readonly #normalize: (text: string) => string;

  /**
   * @param vocabulary ids of the model's own tokens. A token that is none of them gets the next free id, whatever its file says, as in the Rust library
   * @param normalize the tokenizer's normalizer
   * @throws {RangeError} where a token is too long
   */
  constructor(
    tokens: readonly AddedToken[],
    vocabulary: ReadonlyMap<string, number>,
    normalize: (text: string) => string,
  ) {
    this.#normalize = normalize;
    const filled = tokens.filter(({ content }) => content !== '');
    for (const { content } of filled)
      this.#ids.set(content, this.#ids.get(content) ?? this.#newId(content, vocabulary));
    // Of two that match the same text the first is found, special ones before others; of two with the same text the last says how.
    const byContent = new Map(filled.map((token) => [token.content, token]));
    for (const { content, special, normalized } of [
      ...filled.filter(isSpecial),
      ...filled.filter((t) => !isSpecial(t)),
    ]) {
      const token = byContent.get(content);
      const id = this.#ids.get(content);
      if (token === undefined || id === undefined) continue;
      if (normalized ?? !special) this.#normalized.add(normalize(content), { id, token });
      else this.#verbatim.add(content, { id, token });
    }
  }

  /** The id of an added token. */
  idOf(content: string): number | undefined {
    return this.#ids.get(content);
  }

  /** The parts of a text, normalized but for the tokens in it; none of them is empty. */
  split(text: string): TextPart[] {
    return this.#verbatim.split(text, true).flatMap((part) => {
      return 'id' in part ? [part] : this.#normalized.split(this.#normalize(part.text), part.atStart);
    });
  }

  #newId(content: string, vocabulary: ReadonlyMap<string, number>): number {
    const known = vocabulary.get(content);
    if (known !== undefined) return known;
    const last = Math.max(...this.#ids.values());
    return Math.max(last + 1, vocabulary.size);
  }
}

function isSpecial({ special }: AddedToken): boolean {
  return special === true;
}

/** A tree of the tokens' characters. */
interface Node {
  next: Map<string, Node>;
  known: Known | null;
}

/** Finds tokens in a text: from left to right, of several that begin at a place the longest. */
class TokenSearch {
  readonly #root: Node = { next: new Map(), known: null };

  /** The first of two with the same text counts. */
  add(text: string, known: Known): void {
    if (text.length > mostCharacters) {
      throw new RangeError(
        `added token ${known.id} has ${text.length} characters, at most ${mostCharacters} are looked for`,
      );
    }
    let node = this.#root;
    for (let i = 0; i < text.length; i++) {
      const character = text.charAt(i);
      const next: Node = node.next.get(character) ?? { next: new Map(), known: null };
      node.next.set(character, next);
      node = next;
    }
    if (text !== '') node.known ??= known;
  }

  split(text: string, atStart: boolean): TextPart[] {
    const parts: TextPart[] = [];
    let done = 0;
    const addText = (end: number): void => {
      if (end > done) parts.push({ text: text.slice(done, end), atStart: atStart && done === 0 });
    };
    for (let at = 0; at < text.length; at++) {
      const match = this.#longestAt(text, at);
      if (match === null) continue;
      const { known, end } = match;
      // What is no word by itself is not looked into again.
      if (known.token.single_word !== true || isWord(text, at, end)) {
        addText(known.token.lstrip === true ? spacesBefore(text, at, done) : at);
        parts.push({ id: known.id });
        done = known.token.rstrip === true ? spacesAfter(text, end) : end;
      }
      at = end - 1;
    }
    addText(text.length);
    return parts;
  }

  #longestAt(text: string, begin: number): { known: Known; end: number } | null {
    let longest: { known: Known; end: number } | null = null;
    let node = this.#root.next.get(text.charAt(begin));
    for (let end = begin + 1; node !== undefined; end++) {
      if (node.known !== null) longest = { known: node.known, end };
      node = end < text.length ? node.next.get(text.charAt(end)) : undefined;
    }
    return longest;
  }
}

/** Whether no word goes on before `begin` or after `end`. Two UTF-16 units hold any character. */
function isWord(text: string, begin: number, end: number): boolean {
  return !wordAtEnd.test(text.slice(Math.max(0, begin - 2), begin)) && !wordAtStart.test(text.slice(end, end + 2));
}

/** Where the spaces before `end` begin, not before `least`. Every space is one UTF-16 unit. */
function spacesBefore(text: string, end: number, least: number): number {
  let begin = end;
  while (begin > least && space.test(text.charAt(begin - 1))) begin--;
  return Math.max(begin, least);
}

function spacesAfter(text: string, begin: number): number {
  let end = begin;
  while (end < text.length && space.test(text.charAt(end))) end++;
  return end;
}
