import { seedSequenceState } from './seed-sequence.ts';

// The multiplier of the 128-bit congruential step, lowest 32 bits first: 0x2360ed051fc65da44385df649fccf645.
const M0 = 0x9fccf645;
const M1 = 0x4385df64;
const M2 = 0x1fc65da4;
const M3 = 0x2360ed05;

/**
 * The generator behind `numpy.random.default_rng(seed)`: PCG XSL RR 128/64 (M. E. O'Neill, "PCG: A Family of Simple Fast
 * Space-Efficient Statistically Good Algorithms for Random Number Generation", 2014), read as 32-bit words the way NumPy does:
 * the low half of each 64-bit output first.
 */
export class Pcg64 {
  /** 128-bit state, lowest word first; then the kept high half, then 1 where one is kept. */
  readonly #words = new Uint32Array(6);
  /** 128-bit increment, lowest word first, odd. */
  readonly #increment = new Uint32Array(4);

  /** @param seed Non-negative, of any size. */
  constructor(seed: bigint) {
    const seeds = seedSequenceState(seed, 8);
    // generate_state gives 64-bit words of two 32-bit words each, low first; of each pair of those the first is the high half.
    const initialState = Uint32Array.of(seeds[2] ?? 0, seeds[3] ?? 0, seeds[0] ?? 0, seeds[1] ?? 0);
    const stream = Uint32Array.of(seeds[6] ?? 0, seeds[7] ?? 0, seeds[4] ?? 0, seeds[5] ?? 0);
    for (let i = 3; i >= 0; i--) {
      const below = i === 0 ? 1 : (stream[i - 1] ?? 0) >>> 31;
      this.#increment[i] = ((stream[i] ?? 0) << 1) | below;
    }
    this.#step();
    addInto(this.#words, initialState);
    this.#step();
  }

  /** The next 32 random bits. */
  nextUint32(): number {
    const words = this.#words;
    if (words[5] === 1) {
      words[5] = 0;
      return words[4] ?? 0;
    }
    this.#step();
    const s0 = words[0] ?? 0;
    const s1 = words[1] ?? 0;
    const s2 = words[2] ?? 0;
    const s3 = words[3] ?? 0;
    const low = s0 ^ s2;
    const high = s1 ^ s3;
    const rotation = s3 >>> 26;
    const [first, second] = rotation & 32 ? [high, low] : [low, high];
    words[4] = rotateHalf(second, first, rotation & 31);
    words[5] = 1;
    return rotateHalf(first, second, rotation & 31);
  }

  /** The next number of 0 ≤ x < 1, a multiple of 2⁻⁵³: NumPy's `Generator.random()`. */
  nextDouble(): number {
    const low = this.nextUint32();
    return (this.nextUint32() * 0x200000 + (low >>> 11)) / 0x20000000000000;
  }

  /** The whole state, to go back to with {@link restore}. */
  snapshot(): Uint32Array {
    return this.#words.slice();
  }

  /** Goes back to a state of the same generator. */
  restore(snapshot: Uint32Array): void {
    this.#words.set(snapshot);
  }

  /** state = state · multiplier + increment, modulo 2^128. */
  #step(): void {
    const words = this.#words;
    const s0 = words[0] ?? 0;
    const s1 = words[1] ?? 0;
    const s2 = words[2] ?? 0;
    const s3 = words[3] ?? 0;
    const column1 = highWord(s0, M0) + lowWord(s0, M1) + lowWord(s1, M0);
    const column2 =
      Math.floor(column1 / 0x100000000) +
      highWord(s0, M1) +
      highWord(s1, M0) +
      lowWord(s0, M2) +
      lowWord(s1, M1) +
      lowWord(s2, M0);
    const column3 =
      Math.floor(column2 / 0x100000000) +
      highWord(s0, M2) +
      highWord(s1, M1) +
      highWord(s2, M0) +
      lowWord(s0, M3) +
      lowWord(s1, M2) +
      lowWord(s2, M1) +
      lowWord(s3, M0);
    words[0] = Math.imul(s0, M0);
    words[1] = column1;
    words[2] = column2;
    words[3] = column3;
    addInto(words, this.#increment);
  }
}

/** The lower word of `upper:lower` rotated to the right by fewer than 32 bits. */
function rotateHalf(lower: number, upper: number, bits: number): number {
  return bits === 0 ? lower >>> 0 : ((lower >>> bits) | (upper << (32 - bits))) >>> 0;
}

/** Bits 0 to 31 of the product of two uint32. */
function lowWord(a: number, b: number): number {
  return Math.imul(a, b) >>> 0;
}

/** Bits 32 to 63 of the product of two uint32. */
function highWord(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const cross = aLow * bHigh + (middle & 0xffff);
  return aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(cross / 0x10000);
}

/** Adds the first four words of `addend` to those of `sum`, modulo 2^128. */
function addInto(sum: Uint32Array, addend: Uint32Array): void {
  let carry = 0;
  for (let i = 0; i < 4; i++) {
    const word = (sum[i] ?? 0) + (addend[i] ?? 0) + carry;
    sum[i] = word;
    carry = word > 0xffffffff ? 1 : 0;
  }
}
