const bars = [...'▁▂▃▄▅▆▇█'];

/** Counts as bars on one line: `▁▂█▃`; a count of 0 is the blank of that width, `·`. Empty where there are none. */
export function sparkline(counts: readonly number[]): string {
  const most = Math.max(...counts, 1);
  return counts.map((count) => (count === 0 ? '·' : bars[Math.ceil((count / most) * bars.length) - 1])).join('');
}
