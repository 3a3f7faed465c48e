/**
 * Puts values into the places `{0}`, `{1}`, … of a sentence, in the reader's language where there is a translation. The
 * editor passes `vscode.l10n.t`, the command line `english`.
 */
export type Translate = (template: string, ...values: (string | number)[]) => string;

/** The sentences as they stand in the code. A place without a value stays as it is. */
export const english: Translate = (template, ...values) =>
  template.replace(/\{(\d+)\}/g, (place, index) => String(values[Number(index)] ?? place));
