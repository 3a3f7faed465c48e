import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type RankingDocument, rankingDocument, rankingMime } from '../../src/ranking/document.ts';

const lines = z
  .union([z.string(), z.array(z.string())])
  .transform((text) => (Array.isArray(text) ? text.join('') : text));

const savedNotebook = z.object({
  metadata: z.looseObject({ kernelspec: z.looseObject({ name: z.string() }).optional() }),
  cells: z.array(
    z.object({
      cell_type: z.enum(['code', 'markdown', 'raw']),
      metadata: z.looseObject({ vscode: z.looseObject({ languageId: z.string() }).optional() }),
      source: lines,
      outputs: z.array(z.looseObject({ data: z.record(z.string(), z.unknown()).optional() })).optional(),
    }),
  ),
});

/** A notebook as it lies on disk, in the words of the .ipynb format. */
export type SavedNotebook = z.infer<typeof savedNotebook>;

/** Reads an .ipynb file. */
export function readNotebook(file: string): SavedNotebook {
  return savedNotebook.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The rankings in the outputs of a saved notebook, by code cell; null where a cell has none. */
export function savedRankings(file: string): (RankingDocument | null)[] {
  const cells = readNotebook(file).cells.filter(({ cell_type }) => cell_type === 'code');
  return cells.map(({ outputs = [] }) => {
    const value = outputs.map(({ data }) => data?.[rankingMime]).find((found) => found !== undefined);
    return value === undefined ? null : rankingDocument.parse(value);
  });
}
