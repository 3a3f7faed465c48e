import { Pcg64 } from '../../../random/pcg64.ts';
import { takeTurn } from '../../cancellation.ts';

/** Swaps after which the generator's state is kept: 24 bytes for each, so that memory does not follow n. */
const BLOCK_SWAPS = 1 << 16;

/**
 * The first `count` numbers of `numpy.random.default_rng(seed).permutation(n)`, the rows that the reference samples.
 *
 * NumPy shuffles 0…n-1 by swapping place i with a place drawn from 0…i, for i from n-1 down to 1. Which number ends in one of
 * the first places is found by following these few places back through the swaps, last swap first: the draws are made once
 * forwards, keeping the generator's state at the start of each block, and once more block by block in reverse. So memory is
 * `count` entries and one block, whatever n is.
 *
 * @param n How many numbers, at most 2^32.
 * @param count How many of them to give; all where it exceeds n.
 * @param seed Non-negative, of any size.
 * @param signal Heard between blocks.
 * @returns `[min(count, n)]`, distinct numbers of 0…n-1.
 * @throws ProblemError `run-cancelled`.
 */
export async function permutationStart(
  n: number,
  count: number,
  seed: bigint,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  const generator = new Pcg64(seed);
  const blocks = await blockStarts(n, generator, signal);
  const slotAt = new Map<number, number>();
  for (let slot = 0; slot < Math.min(count, n); slot++) slotAt.set(slot, slot);
  for (let block = blocks.length - 1; block >= 0; block--) {
    const upper = n - 1 - block * BLOCK_SWAPS;
    const lower = Math.max(1, upper - BLOCK_SWAPS + 1);
    generator.restore(blocks[block] ?? new Uint32Array(6));
    undoSwaps(slotAt, lower, drawPartners(generator, lower, upper));
    await takeTurn(signal);
  }
  const start = new Uint32Array(slotAt.size);
  for (const [place, slot] of slotAt) start[slot] = place;
  return start;
}

/** The generator's state before each block of swaps, in the order of the shuffle. */
async function blockStarts(n: number, generator: Pcg64, signal?: AbortSignal): Promise<Uint32Array[]> {
  const starts: Uint32Array[] = [];
  for (let upper = n - 1; upper >= 1; upper -= BLOCK_SWAPS) {
    starts.push(generator.snapshot());
    drawPartners(generator, Math.max(1, upper - BLOCK_SWAPS + 1), upper);
    await takeTurn(signal);
  }
  return starts;
}

/** For each place from `upper` down to `lower` the place that it is swapped with; stored from `lower` up. */
function drawPartners(generator: Pcg64, lower: number, upper: number): Uint32Array {
  const partners = new Uint32Array(upper - lower + 1);
  for (let place = upper; place >= lower; place--) partners[place - lower] = drawUpTo(generator, place);
  return partners;
}

/** A number of 0…max, all equally likely: bits under a mask, drawn again while they exceed `max` (NumPy's `random_interval`). */
function drawUpTo(generator: Pcg64, max: number): number {
  const mask = 0xffffffff >>> Math.clz32(max);
  for (;;) {
    const value = (generator.nextUint32() & mask) >>> 0;
    if (value <= max) return value;
  }
}

/** Takes back the swaps of the places `lower`, `lower + 1`, … in this order, for the followed places. */
function undoSwaps(slotAt: Map<number, number>, lower: number, partners: Uint32Array): void {
  const followed = slotAt.size;
  for (let i = 0; i < partners.length; i++) {
    const place = lower + i;
    const partner = partners[i] ?? 0;
    // A place beyond the first ones is not followed yet: only its own swap can bring a followed number there.
    const atPlace = place < followed ? slotAt.get(place) : undefined;
    const atPartner = slotAt.get(partner);
    if (atPlace === atPartner) continue;
    move(slotAt, atPlace, partner);
    move(slotAt, atPartner, place);
  }
}

function move(slotAt: Map<number, number>, slot: number | undefined, place: number): void {
  if (slot === undefined) slotAt.delete(place);
  else slotAt.set(place, slot);
}
