import { createHash } from 'node:crypto';

/**
 * A name for the content of a sample: equal samples have equal fingerprints, wherever they come from.
 * @param texts `[n]`.
 * @param labels `[n]`, names of classes or values.
 * @returns `sha256:` and 64 hexadecimal digits, of one JSON array `[text, label]` per line.
 */
export function fingerprintOf(texts: readonly string[], labels: readonly (string | number)[]): string {
  const hash = createHash('sha256');
  texts.forEach((text, i) => {
    hash.update(`${JSON.stringify([text, labels[i]])}\n`);
  });
  return `sha256:${hash.digest('hex')}`;
}
