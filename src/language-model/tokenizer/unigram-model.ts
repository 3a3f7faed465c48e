import { Model } from '@huggingface/tokenizers';
import * as z from 'zod';

/** What an unknown character costs beside the worst of the pieces (SentencePiece, `kUnkPenalty`). */
const unknownPenalty = 10;

const unigramJson = z.looseObject({ vocab: z.array(z.unknown()), unk_id: z.number().int().nonnegative().nullish() });

/**
 * A unigram language model as a tokenizer (Kudo, 2018): of all segmentations of a word into pieces, the most probable. Where several are
 * equal but for rounding it takes the one that SentencePiece's `EncodeOptimized` and the Rust library take: one best path is kept
 * for each place, and replaced only by a better one.
 *
 * That of @huggingface/tokenizers decides such ties otherwise, and needs seconds for a vocabulary of 250,000 pieces.
 */
export class UnigramModel extends Model {
  readonly #scores: Float64Array;
  readonly #unknownScore: number;
  /** Of the longest piece, in UTF-16 units. */
  readonly #longest: number;
  readonly #splitWords: (text: string) => string[];

  /**
   * @param json `model` of tokenizer.json
   * @param splitWords splits what the pre-tokenizer gives into words
   * @throws {Error} where the vocabulary is no list of pieces with their scores
   */
  constructor(json: object, splitWords: (text: string) => string[]) {
    const { vocab, unk_id } = unigramJson.parse(json);
    const pieces = vocab.map(checkPiece);
    super({ type: 'Unigram', vocab: pieces, unk_id: unk_id ?? null });
    this.vocab = pieces.map(([piece]) => piece);
    this.tokens_to_ids = new Map(pieces.map(([piece], id) => [piece, id]));
    if (typeof unk_id === 'number') this.unk_token_id = unk_id;
    this.#scores = Float64Array.from(pieces, ([, score]) => score);
    this.#unknownScore = this.#scores.reduce((least, score) => Math.min(least, score), 0) - unknownPenalty;
    this.#longest = pieces.reduce((longest, [piece]) => Math.max(longest, piece.length), 1);
    this.#splitWords = splitWords;
  }

  override encode(texts: string[]): string[] {
    return texts.flatMap(this.#splitWords).flatMap((word) => this.#segment(word));
  }

  #segment(word: string): string[] {
    const paths = new BestPaths(word);
    for (let start = 0; start < word.length; ) {
      const next = start + ((word.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
      const farthest = Math.min(word.length, start + this.#longest);
      for (let end = next; end <= farthest; end++) {
        const id = this.tokens_to_ids.get(word.slice(start, end));
        if (id !== undefined) paths.reach(start, end, this.#scores[id] ?? this.#unknownScore, false);
        else if (end === next) paths.reach(start, end, this.#unknownScore, true);
      }
      start = next;
    }
    return paths.pieces();
  }
}

/** The best known path to each place in a word. */
class BestPaths {
  readonly #word: string;
  readonly #scores: Float64Array;
  /** Where the last piece of the path to a place begins; -1: no path yet. */
  readonly #starts: Int32Array;
  readonly #isUnknown: Uint8Array;

  constructor(word: string) {
    this.#word = word;
    this.#scores = new Float64Array(word.length + 1);
    this.#starts = new Int32Array(word.length + 1).fill(-1);
    this.#isUnknown = new Uint8Array(word.length + 1);
  }

  /** Offers the path to `end` whose last piece is `start … end`. */
  reach(start: number, end: number, pieceScore: number, isUnknown: boolean): void {
    const score = pieceScore + (this.#scores[start] ?? 0);
    if (this.#starts[end] !== -1 && score <= (this.#scores[end] ?? 0)) return;
    this.#scores[end] = score;
    this.#starts[end] = start;
    this.#isUnknown[end] = isUnknown ? 1 : 0;
  }

  /** The pieces of the path to the end; unknown characters that follow each other are one. */
  pieces(): string[] {
    const pieces: string[] = [];
    for (let end = this.#word.length; end > 0; ) {
      let start = this.#starts[end] ?? 0;
      if (this.#isUnknown[end] === 1) {
        while (start > 0 && this.#isUnknown[start] === 1) start = this.#starts[start] ?? 0;
      }
      pieces.push(this.#word.slice(start, end));
      end = start;
    }
    return pieces.reverse();
  }
}

/** By hand, because a schema would take longer for a large vocabulary than all the rest. */
function checkPiece(entry: unknown, id: number): [string, number] {
  if (Array.isArray(entry)) {
    const [piece, score]: unknown[] = entry;
    if (typeof piece === 'string' && typeof score === 'number') return [piece, score];
  }
  throw new TypeError(`model.vocab.${id} is not a piece and its score`);
}
