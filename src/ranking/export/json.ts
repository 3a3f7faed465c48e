import { type RankingDocument, rankingDocument } from '../document.ts';
import { plainJson } from '../plain-text.ts';

/** A value as indented JSON with a final newline that a terminal shows as it reads. */
export function indentedJson(value: unknown): string {
  return `${plainJson(JSON.stringify(value, null, 2))}\n`;
}

/**
 * The document itself as indented JSON with a final newline, its fields in the order of the schema: the same ranking gives the same
 * text wherever it is written. Parsing it gives an equal document.
 *
 * @throws where the document is not one by the schema
 */
export function toJson(document: RankingDocument): string {
  return indentedJson(rankingDocument.parse(document));
}
