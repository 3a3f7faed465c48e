/** Why parts cannot be put together. Files are named as the caller named them. */
export type MergeRefusal =
  /** A whole ranking, not a part of one. */
  | { code: 'merge-not-a-part'; file: string }
  /** `field`: path in the document; the values as JSON. */
  | { code: 'merge-different-runs'; field: string; file: string; value: string; otherFile: string; otherValue: string }
  | { code: 'merge-repeated-shard'; shard: number; shards: number; file: string; otherFile: string }
  | { code: 'merge-repeated-map'; repo: string; file: string; otherFile: string }
  /** A part that was cancelled before all its maps were scored. */
  | { code: 'merge-partial-part'; shard: number; shards: number; file: string }
  /** A part whose draws are not the numbers that it was written with. */
  | { code: 'merge-damaged-draws'; file: string }
  | { code: 'merge-missing-shards'; missing: number[]; shards: number };
