/** An error with three telling digits: `0.0743`, `1.23`, `0.000412`; of those too small for that, `4.1e-7`. */
export function formatError(value: number): string {
  if (value === 0) return '0';
  if (value < 1e-5) return value.toExponential(1);
  return value.toPrecision(3).replace(/e\+?(-?\d+)$/, ' × 10^$1');
}

/** A share from 0 to 1 in per cent; where it would round up to all, one digit more: `81 %`, `99.7 %`. */
export function formatShare(value: number): string {
  const percent = 100 * value;
  const rounded = percent.toFixed(0);
  return rounded === '100' && percent < 99.95 ? `${percent.toFixed(1)} %` : `${rounded} %`;
}

/** A distance or a count of dimensions with one decimal; of those beyond all measure three digits. */
export function formatLength(value: number): string {
  if (value >= 1e6) return formatError(value);
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toPrecision(2);
}
