import { type RankingDocument, rankingDocument } from '../document.ts';

/**
 * The document itself as indented JSON with a final newline, its fields in the order of the schema: the same ranking gives the same
 * text wherever it is written. Parsing it gives an equal document.
 *
 * @throws where the document is not one by the schema
 */
export function toJson(document: RankingDocument): string {
  return `${JSON.stringify(rankingDocument.parse(document), null, 2)}\n`;
}
