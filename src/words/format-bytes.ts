const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** A size for people, in decimal units as download pages use them: `3.6 GB`, `512 bytes`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[power]}`;
}
