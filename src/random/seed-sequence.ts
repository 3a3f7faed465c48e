const INIT_A = 0x43b0d7e5;
const MULT_A = 0x931e8875;
const INIT_B = 0x8b51f9dd;
const MULT_B = 0x58f38ded;
const MIX_MULT_L = 0xca01f9dd;
const MIX_MULT_R = 0x4973f715;
const POOL_WORDS = 4;

/**
 * NumPy's `SeedSequence(entropy).generate_state(words)`: spreads a seed of any size over 32-bit words, so that near seeds give
 * unrelated generators. Algorithm: M. E. O'Neill, "Developing a seed_seq Alternative", 2015, as NumPy adopted it (NEP 19).
 * @param seed Non-negative, of any size.
 * @param words How many 32-bit words to make.
 * @returns `[words]` uint32.
 * @throws RangeError where the seed is negative.
 */
export function seedSequenceState(seed: bigint, words: number): Uint32Array {
  if (seed < 0n) throw new RangeError(`a seed is not negative: ${seed}`);
  const pool = mixEntropy(entropyWords(seed));
  const state = new Uint32Array(words);
  let multiplier = INIT_B;
  for (let i = 0; i < words; i++) {
    let word = (pool[i % POOL_WORDS] ?? 0) ^ multiplier;
    multiplier = Math.imul(multiplier, MULT_B);
    word = Math.imul(word, multiplier);
    state[i] = word ^ (word >>> 16);
  }
  return state;
}

/** The seed in base 2^32, lowest word first; zero is one word. */
function entropyWords(seed: bigint): number[] {
  const words: number[] = [];
  for (let rest = seed; rest > 0n || words.length === 0; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return words;
}

/** Every word of entropy reaches every word of the pool. */
function mixEntropy(entropy: readonly number[]): Uint32Array {
  const hash = hasher();
  const pool = Uint32Array.from({ length: POOL_WORDS }, (_, i) => hash(entropy[i] ?? 0));
  for (let source = 0; source < POOL_WORDS; source++) {
    for (let target = 0; target < POOL_WORDS; target++) {
      if (source !== target) pool[target] = mix(pool[target] ?? 0, hash(pool[source] ?? 0));
    }
  }
  for (const word of entropy.slice(POOL_WORDS)) {
    for (let target = 0; target < POOL_WORDS; target++) pool[target] = mix(pool[target] ?? 0, hash(word));
  }
  return pool;
}

/** A hash of 32-bit words whose multiplier moves on with each call. */
function hasher(): (word: number) => number {
  let multiplier = INIT_A;
  return (word) => {
    const keyed = word ^ multiplier;
    multiplier = Math.imul(multiplier, MULT_A);
    const product = Math.imul(keyed, multiplier);
    return (product ^ (product >>> 16)) >>> 0;
  };
}

function mix(x: number, y: number): number {
  const sum = (Math.imul(MIX_MULT_L, x) - Math.imul(MIX_MULT_R, y)) | 0;
  return (sum ^ (sum >>> 16)) >>> 0;
}
