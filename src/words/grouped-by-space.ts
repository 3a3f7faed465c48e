/**
 * A count as the sentences fill it in (`1,500`), with narrow spaces for the commas: in many languages a comma begins the decimals, and the count
 * would read as 1.5. A space between groups of digits is read alike everywhere (ISO 80000-1). Anything else is returned as it is.
 */
export function groupedBySpace<Value extends string | number>(value: Value): Value | string {
  return typeof value === 'string' && /^\d{1,3}(?:,\d{3})+$/.test(value) ? value.replaceAll(',', '\u202f') : value;
}

/** Whether decimals begin with a comma in a language of the editor (`de`, `zh-cn`), so that a count with commas would be misread. */
export function commaBeginsDecimals(language: string): boolean {
  const parts = new Intl.NumberFormat(language).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',');
}
