import type { DrawnPlot } from '../../ranking/export/html.ts';
import { standalonePicture } from '../../ranking/export/picture.ts';

/** A drawn plot as a file of its own, in the colours of `section`. */
export function standaloneSvg(drawn: DrawnPlot, section: Element, caption: string): string {
  const style = getComputedStyle(section);
  return standalonePicture(drawn, (property) => style.getPropertyValue(property).trim() || '#808080', caption);
}
