import { Pcg64 } from './pcg64.ts';

/**
 * Standard normal numbers, the same for the same seed on every machine but for the last digit of its logarithm and cosine. By Box and
 * Muller's transformation ("A Note on the Generation of Random Normal Deviates", 1958) of uniform numbers u, v = `random()`, two by two; in NumPy:
 *
 *     u, v = np.random.default_rng(seed).random((count / 2, 2)).T
 *     radius = np.sqrt(-2 * np.log1p(-u))
 *     np.stack([radius * np.cos(2 * np.pi * v), radius * np.sin(2 * np.pi * v)], axis=1).ravel()
 *
 * @returns `[count]`
 */
export function standardNormals(count: number, seed: number): Float32Array {
  const generator = new Pcg64(BigInt(seed));
  const normals = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const radius = Math.sqrt(-2 * Math.log1p(-generator.nextDouble()));
    const angle = 2 * Math.PI * generator.nextDouble();
    normals[i] = radius * Math.cos(angle);
    if (i + 1 < count) normals[i + 1] = radius * Math.sin(angle);
  }
  return normals;
}
