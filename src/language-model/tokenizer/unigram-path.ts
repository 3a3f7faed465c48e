import type { Unigram } from '@huggingface/tokenizers';

/**
 * The most probable segmentation of a word by a unigram model (Kudo, 2018). Of segmentations that are equal but for rounding it takes the
 * one that SentencePiece's `EncodeOptimized` and the Rust library take: one best path is kept for each place, and replaced only by a
 * better one. The lattice of @huggingface/tokenizers sums in another order, and so decides some ties otherwise.
 *
 * @returns pieces; unknown characters that follow each other are one piece
 */
export function unigramPath(model: Unigram, word: string): string[] {
  const characters = Array.from(word);
  const size = characters.length;
  const scores = new Float64Array(size + 1);
  const starts = new Int32Array(size + 1).fill(-1);
  const unknown = new Uint8Array(size + 1);
  const reach = (end: number, start: number, pieceScore: number, isUnknown: boolean) => {
    const score = pieceScore + (scores[start] ?? 0);
    if (starts[end] !== -1 && score <= (scores[end] ?? 0)) return;
    scores[end] = score;
    starts[end] = start;
    unknown[end] = isUnknown ? 1 : 0;
  };
  for (let start = 0; start < size; start++) {
    const hasOwnPiece = reachByPieces(model, characters, start, reach);
    if (!hasOwnPiece) reach(start + 1, start, model.unk_score, true);
  }
  return pathPieces(characters, starts, unknown);
}

/** Follows all pieces that begin at `start`; tells whether one of them is the single character there. */
function reachByPieces(
  model: Unigram,
  characters: readonly string[],
  start: number,
  reach: (end: number, start: number, score: number, isUnknown: boolean) => void,
): boolean {
  let hasOwnPiece = false;
  let piece = '';
  let node = model.trie.root;
  for (let end = start; end < characters.length; end++) {
    const character = characters[end] ?? '';
    const next = node.children.get(character);
    if (next === undefined) break;
    node = next;
    piece += character;
    if (!node.is_leaf) continue;
    const id = model.tokens_to_ids.get(piece) ?? -1;
    reach(end + 1, start, model.scores[id] ?? model.unk_score, false);
    if (end === start) hasOwnPiece = true;
  }
  return hasOwnPiece;
}

function pathPieces(characters: readonly string[], starts: Int32Array, unknown: Uint8Array): string[] {
  const pieces: string[] = [];
  let end = characters.length;
  while (end > 0) {
    let start = starts[end] ?? 0;
    if (unknown[end] === 1) while (start > 0 && unknown[start] === 1) start = starts[start] ?? 0;
    pieces.push(characters.slice(start, end).join(''));
    end = start;
  }
  return pieces.reverse();
}
