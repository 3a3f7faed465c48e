/**
 * A 64-bit number of the file as one that can be computed with.
 * @throws Error beyond 2^53.
 */
export function safeNumber(big: bigint): number {
  const number = Number(big);
  if (!Number.isSafeInteger(number)) throw new Error(`the number ${big}`);
  return number;
}
