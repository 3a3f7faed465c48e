/**
 * Scales by powers of two. Multiplying by one changes no digit of a number, and so none of any sum, product, quotient or root of squares that is
 * computed from it: what is brought to the size of 1 first comes out the same, bit for bit, whatever its size was.
 */

const bits = new DataView(new ArrayBuffer(8));
/** Bits of the exponent in the upper half of a float64, their distance from its end, and what is added to the exponent there (IEEE 754). */
const exponentMask = 0x7ff;
const exponentShift = 20;
const exponentBias = 1023;
/** Brings every subnormal number into the normal range. */
const subnormalShift = 64;

/** The e with 2^e ≤ |value| < 2^(e+1); −∞ for 0. Not for NaN and infinity. */
export function exponentOf(value: number): number {
  if (value === 0) return Number.NEGATIVE_INFINITY;
  if (Math.abs(value) < 2 ** (1 - exponentBias)) return exponentOf(value * 2 ** subnormalShift) - subnormalShift;
  bits.setFloat64(0, value);
  return ((bits.getUint32(0) >>> exponentShift) & exponentMask) - exponentBias;
}

/** The e of the largest number in size; −∞ where all are 0, and for none. */
export function largestExponent(values: Float64Array): number {
  return exponentOf(values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0));
}
