import type { OutputItem } from 'vscode-notebook-renderer';
import { trainingMime } from '../made-map/format-names.ts';
import { type ReadReport, readReport } from '../made-map/read-report.ts';
import { type ReadDocument, readDocument } from '../ranking/read-document.ts';

/** What an output item holds: a ranking or the report of a map that was made, or what is wrong with it. */
export type ReadOutput = { of: 'ranking'; read: ReadDocument } | { of: 'made-map'; read: ReadReport };

/** What an output item holds. Never throws: an item that is no JSON is invalid. */
export function readOutput(item: Pick<OutputItem, 'json' | 'mime'>): ReadOutput {
  const isReport = item.mime === trainingMime;
  try {
    const value: unknown = item.json();
    return isReport ? { of: 'made-map', read: readReport(value) } : { of: 'ranking', read: readDocument(value) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const read = { kind: 'invalid', where: '', reason, generator: null } as const;
    return isReport ? { of: 'made-map', read } : { of: 'ranking', read };
  }
}
