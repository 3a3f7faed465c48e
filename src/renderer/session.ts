import type { RankingDocument } from '../ranking/document.ts';
import type { ExtensionLink } from './extension-link.ts';
import type { Observable } from './observable.ts';
import type { PageWords } from './page-words.ts';
import type { PlotsChunk } from './plots/load-plots.ts';
import type { ThemeKind } from './theme.ts';
import type { ViewStates } from './view-state.ts';

/** What all outputs of one page share. */
export interface Session {
  theme: Observable<ThemeKind>;
  words: Observable<PageWords>;
  states: ViewStates;
  /** Documents that the page shows, by output id, for comparing. */
  rankings: Observable<ReadonlyMap<string, RankingDocument>>;
  extension: ExtensionLink;
  /** Loads the chunk with the plotting library. */
  loadPlots(): Promise<PlotsChunk>;
}
