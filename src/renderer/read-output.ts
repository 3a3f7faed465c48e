import type { OutputItem } from 'vscode-notebook-renderer';
import { type ReadDocument, readDocument } from '../ranking/read-document.ts';

/** What an output item holds. Never throws: an item that is no JSON is an invalid document. */
export function readOutput(item: Pick<OutputItem, 'json'>): ReadDocument {
  try {
    return readDocument(item.json());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'invalid', where: '', reason, generator: null };
  }
}
