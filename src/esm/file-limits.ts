/** Names of the two files that a map is read from. */
export const configName = 'config.json';
export const weightsName = 'model.safetensors';

/** Largest header of the weights of a map: its two tensors take some 200 bytes, the rest is for what tools note beside them. */
export const mapHeaderLimitBytes = 64_000;

/** Largest config.json of a map. Newer ones hold a whole transformers configuration, of which the names of classes may be many. */
export const configLimitBytes = 1_000_000;

/** Bytes that the weights of a map can have: d × d + d numbers, of eight bytes at most, and the header. */
export function mapLimitBytes(dimension: number): number {
  return 8 * (dimension * dimension + dimension) + mapHeaderLimitBytes;
}
