/** Lengths between two ticks, times a power of ten. */
const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/** Ticks that every axis has at least: fewer do not tell a scale. */
const fewestTicks = 3;

/** CSS pixels between two ticks at least, where that leaves enough of them: a label and a gap. */
const tickGap = 64;

/** Values of the parameters of an axis of scores, by their names in the specifications. */
export interface ScoreAxis {
  /** Ends of the axis. */
  domain: [number, number];
  ticks: number[];
  /** Format of the labels, as d3-format writes it. */
  tickFormat: string;
}

/**
 * An axis that holds all of `scores` in `width` CSS pixels, with some room at both ends, and three ticks or more. Computed here because the library's own
 * choice may leave a single tick.
 */
export function scoreAxis(scores: readonly number[], width: number): ScoreAxis {
  const [low, high] = ends(scores);
  const margin = ((high - low) / Math.max(40, width - 20)) * 10;
  const domain: [number, number] = [low - margin, high + margin];
  const step = tickStep(domain, width);
  const ticks = ticksOf(domain, step);
  return { domain, ticks, tickFormat: `.${decimalsOf(step)}f` };
}

/** Lowest and highest; some distance apart, also where they are one. */
function ends(scores: readonly number[]): [number, number] {
  const finite = scores.filter(Number.isFinite);
  const low = finite.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY);
  const high = finite.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  if (low > high) return [0, 1];
  const apart = Math.max(Math.abs(low) * 1e-6, 1e-6);
  return high - low < apart ? [low - apart / 2, high + apart / 2] : [low, high];
}

/** The smallest round step that keeps the ticks apart, but none so large that there would be fewer than three. */
function tickStep(domain: readonly [number, number], width: number): number {
  const span = domain[1] - domain[0];
  const power = 10 ** (Math.floor(Math.log10(span)) - 2);
  const rising = [1, 10, 100].flatMap((times) => steps.map((step) => step * power * times));
  const enough = rising.filter((step) => ticksOf(domain, step).length >= fewestTicks);
  return enough.find((step) => (step / span) * width >= tickGap) ?? enough.at(-1) ?? span / fewestTicks;
}

function ticksOf([low, high]: readonly [number, number], step: number): number[] {
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step) - first + 1);
  // A step beyond the precision of the scores would give ticks without end.
  return Array.from({ length: Math.min(count, 1000) }, (_, index) => (first + index) * step);
}

/** Decimals that tell multiples of the step apart. */
function decimalsOf(step: number): number {
  const digits = /^(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(Number(step.toPrecision(6)).toExponential());
  const fraction = digits?.[2]?.length ?? 0;
  return Math.max(0, Math.min(12, fraction - Number(digits?.[3] ?? 0)));
}
