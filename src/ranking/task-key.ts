import type { RankedTask } from './document.ts';

/** Names a row within one ranking: the repository of its map; its rank where another program does not tell the repository. */
export function taskKey({ repo, rank }: Pick<RankedTask, 'repo' | 'rank'>): string {
  return repo ?? `#${rank}`;
}
