import type { Attributes } from '../read-xml.ts';

/** So many spaces in a row are none that a person typed. */
const SPACES_LIMIT = 10_000;

/**
 * Gathers the paragraphs of a cell, each on a line of its own: OpenDocument 1.3 part 3, 6.1.2, where white space as it stands is one
 * space, none at both ends, and more of it is written as elements.
 */
export class CellText {
  #text = '';
  /** White space that is one space where letters follow. */
  #isSpacePending = false;
  #isAtStart = true;
  #paragraphs = 0;

  /** The paragraphs so far. */
  get text(): string {
    return this.#text;
  }

  get length(): number {
    return this.#text.length;
  }

  /** An element within the cell begins. */
  open(tag: string, attributes: Attributes): void {
    switch (tag) {
      case 'text:p':
      case 'text:h':
        if (this.#paragraphs > 0) this.#text += '\n';
        this.#paragraphs += 1;
        this.#isAtStart = true;
        this.#isSpacePending = false;
        break;
      case 'text:s':
        this.#append(' '.repeat(Math.min(SPACES_LIMIT, Math.max(1, Number(attributes['text:c'] ?? '1') || 1))));
        break;
      case 'text:tab':
        this.#append('\t');
        break;
      case 'text:line-break':
        this.#append('\n');
    }
  }

  /** Letters as they stand in the document; those between paragraphs are no text. */
  add(written: string): void {
    if (this.#paragraphs === 0) return;
    for (const [part] of written.matchAll(/[ \t\r\n]+|[^ \t\r\n]+/g)) {
      if (/^[ \t\r\n]/.test(part)) this.#isSpacePending = !this.#isAtStart;
      else this.#append(part);
    }
  }

  #append(text: string): void {
    this.#text += this.#isSpacePending ? ` ${text}` : text;
    this.#isSpacePending = false;
    this.#isAtStart = false;
  }
}
