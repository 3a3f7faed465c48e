import type { RankingDocument } from '../ranking/document.ts';

/** How the names of all files of measured gains end. */
export const transfersEnding = '.transfers.json';

/** The file of what was measured on a dataset, beside its notebook: `tickets.transfers.json`. Holds nothing that a file system refuses. */
export function transfersFileName({ source }: Pick<RankingDocument['target'], 'source'>): string {
  const stem = (source.split(/[/\\:]/).at(-1) ?? '')
    .replace(/(?<=.)\.[^.]*(?:\.(?:gz|zst))?$/, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .slice(0, 60);
  return `${/[\p{L}\p{N}]/u.test(stem) ? stem : 'dataset'}${transfersEnding}`;
}
