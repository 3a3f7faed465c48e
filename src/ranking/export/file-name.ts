import type { RankingDocument } from '../document.ts';

/** Name of an exported file, without a folder: `tickets-ranking.csv`. Holds nothing that a file system refuses or a shell reads. */
export function exportFileName(document: RankingDocument, ending: string, part = 'ranking'): string {
  const base = document.target.source.split(/[/\\]/).at(-1) ?? '';
  const stem = base
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|(?<!-)-+$/g, '')
    .slice(0, 60);
  return `${stem === '' ? 'dataset' : stem}-${part}.${ending}`;
}
