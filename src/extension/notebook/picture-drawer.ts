import type { RankingDocument } from '../../ranking/document.ts';
import type { SavedPicture } from '../../ranking/export/html.ts';
import { type DrawPlots, savedPictures } from '../../ranking/export/saved-pictures.ts';
import { editorVoice as voice } from '../voice.ts';

/** Draws the plots of a ranking as pictures; none where they cannot be drawn, which the log tells. */
export type DrawPictures = (document: RankingDocument) => Promise<readonly SavedPicture[]>;

/** The pictures of a saved notebook, drawn by `draw`. */
export function pictureDrawer(draw: DrawPlots, log: { error(message: string): void }): DrawPictures {
  return (document) =>
    savedPictures(document, draw, voice.say).catch((error: unknown) => {
      log.error(`The plots of the saved notebook were not drawn: ${String(error)}`);
      return [];
    });
}
