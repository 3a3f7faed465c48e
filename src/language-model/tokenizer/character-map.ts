/** The longest grapheme that is looked up as a whole, in bytes of UTF-8; longer ones go character by character. */
const maxGraphemeBytes = 5;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The normalization of a SentencePiece model: a table from sequences of characters to texts, in a double-array trie
 * (github.com/google/sentencepiece, `normalizer.cc`; github.com/s-yata/darts-clone). Applied as the Rust library does it for
 * XLM-RoBERTa, whose tokens it reproduces: by grapheme, and the *shortest* match decides.
 */
export class CharacterMap {
  readonly #units: Uint32Array;
  /** Texts in UTF-8, each ended by a zero byte. */
  readonly #texts: Uint8Array;
  readonly #known = new Map<string, string>();

  private constructor(units: Uint32Array, texts: Uint8Array) {
    this.#units = units;
    this.#texts = texts;
  }

  /**
   * Reads `precompiled_charsmap` of a tokenizer.json: base64 of the trie's size in bytes (32 bits, little-endian), the trie, the texts.
   *
   * @throws {RangeError} where the size does not fit
   */
  static decode(base64: string): CharacterMap {
    const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
    if (bytes.length < 4) throw new RangeError('the character map is empty');
    const trieBytes = new DataView(bytes.buffer).getUint32(0, true);
    if (trieBytes % 4 !== 0 || trieBytes === 0 || trieBytes > bytes.length - 4) {
      throw new RangeError(`the character map has ${bytes.length} bytes, its trie ${trieBytes}`);
    }
    return new CharacterMap(new Uint32Array(bytes.buffer.slice(4, 4 + trieBytes)), bytes.subarray(4 + trieBytes));
  }

  /** The normalized text. */
  normalize(text: string): string {
    let normalized = '';
    for (const { segment } of segmenter.segment(text)) normalized += this.#graphemeText(segment);
    return normalized;
  }

  #graphemeText(grapheme: string): string {
    const known = this.#known.get(grapheme);
    if (known !== undefined) return known;
    const bytes = encoder.encode(grapheme);
    const whole = bytes.length <= maxGraphemeBytes ? this.#lookUp(bytes) : null;
    const text =
      whole ?? [...grapheme].map((character) => this.#lookUp(encoder.encode(character)) ?? character).join('');
    this.#known.set(grapheme, text);
    return text;
  }

  /** The text for the shortest beginning of `key` that the trie holds; null where it holds none. */
  #lookUp(key: Uint8Array): string | null {
    const units = this.#units;
    let at = offsetOf(units[0] ?? 0);
    for (const byte of key) {
      if (byte === 0) return null;
      at ^= byte;
      const unit = units[at] ?? 0;
      if (labelOf(unit) !== byte) return null;
      at ^= offsetOf(unit);
      if (hasLeaf(unit)) return this.#textAt((units[at] ?? 0) & 0x7fffffff);
    }
    return null;
  }

  #textAt(begin: number): string {
    const end = this.#texts.indexOf(0, begin);
    return decoder.decode(this.#texts.subarray(begin, end < 0 ? this.#texts.length : end));
  }
}

// A unit of darts-clone's double array: bits 0–7 and 31 the label, 8 whether a leaf follows, 9 a scale, 10–30 the offset.
const labelOf = (unit: number) => (unit & 0x800000ff) >>> 0;
const hasLeaf = (unit: number) => ((unit >>> 8) & 1) === 1;
const offsetOf = (unit: number) => (unit >>> 10) << ((unit & 0x200) >>> 6);
