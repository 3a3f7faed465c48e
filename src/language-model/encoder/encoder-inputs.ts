import type { EncoderConfig } from '../repository/encoder-config.ts';
import { graphNames } from './encoder-graph.ts';

/** Whole numbers with their shape, row-major. */
export interface IntegerArray {
  data: Int32Array;
  shape: number[];
}

/** What the encoder graph takes, by input name. */
export type EncoderInputs = Record<string, IntegerArray>;

/**
 * The inputs for a batch of texts, padded on the right to the longest.
 *
 * @param texts token ids of each text; none is empty
 */
export function encoderInputs(texts: readonly Int32Array[], config: EncoderConfig): EncoderInputs {
  const rows = texts.length;
  const longest = texts.reduce((most, { length }) => Math.max(most, length), 0);
  const ids = new Int32Array(rows * longest);
  const positions = new Int32Array(rows * longest);
  for (const [row, text] of texts.entries()) {
    ids.set(text, row * longest);
    writePositions(text, positions.subarray(row * longest), config);
  }
  return {
    [graphNames.ids]: { data: ids, shape: [rows, longest] },
    [graphNames.positions]: { data: positions, shape: [rows, longest] },
    [graphNames.lengths]: { data: Int32Array.from(texts, ({ length }) => length), shape: [rows] },
    ...(config.relativeBuckets > 0 && { [graphNames.buckets]: relativeBuckets(longest, config.relativeBuckets) }),
  };
}

/**
 * Row of the position table for each token: its place, or in RoBERTa's way, where tokens with the id of the padding (also those that a text
 * spells out) have one position in common and are not counted (transformers, `create_position_ids_from_input_ids`).
 */
function writePositions(
  text: Int32Array,
  positions: Int32Array,
  { paddingPosition, firstPosition }: EncoderConfig,
): void {
  let next = firstPosition;
  for (const [place, id] of text.entries()) {
    positions[place] = paddingPosition !== null && id === paddingPosition ? paddingPosition : next++;
  }
}

/** Distances from which on all are alike. */
const farthest = 128;

/**
 * MPNet's bucket of each pair of places, `[length, length]`, asking place first: half of the buckets for places behind and half for those
 * ahead; of each half, one bucket a distance while near, then logarithmic ones (Raffel et al., 2020, and transformers' `modeling_mpnet.py`).
 */
export function relativeBuckets(length: number, buckets: number): IntegerArray {
  const half = buckets / 2;
  const near = half / 2;
  const data = new Int32Array(length * length);
  for (let from = 0; from < length; from++) {
    for (let to = 0; to < length; to++) {
      const distance = Math.abs(to - from);
      // In float32, as the reference computes it, lest a distance at a border fall on the other side.
      const growth = Math.fround(Math.fround(Math.log(distance / near)) / Math.fround(Math.log(farthest / near)));
      const far = Math.min(half - 1, near + Math.trunc(Math.fround(growth * (half - near))));
      data[from * length + to] = (to > from ? half : 0) + (distance < near ? distance : far);
    }
  }
  return { data, shape: [length, length] };
}
