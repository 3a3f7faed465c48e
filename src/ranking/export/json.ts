import type { RankingDocument } from '../document.ts';

/** The document itself as indented JSON with a final newline. Parsing it gives an equal document. */
export function toJson(document: RankingDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
