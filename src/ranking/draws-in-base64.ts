import { toBase64 } from './base64.ts';

/** Draws as float32, little-endian, in base64 (RFC 4648, section 4). */
export function drawsToBase64(draws: Float32Array): string {
  const view = new DataView(new ArrayBuffer(draws.length * 4));
  for (const [index, draw] of draws.entries()) view.setFloat32(4 * index, draw, true);
  return toBase64(new Uint8Array(view.buffer));
}

/** What {@link drawsToBase64} wrote; null where it is not `count` finite numbers in base64. */
export function drawsFromBase64(text: string, count: number): Float32Array | null {
  const bytes = bytesOf(text);
  if (bytes === null || bytes.length !== 4 * count) return null;
  const view = new DataView(bytes.buffer);
  const draws = Float32Array.from({ length: count }, (_, index) => view.getFloat32(4 * index, true));
  return draws.every(Number.isFinite) ? draws : null;
}

function bytesOf(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
