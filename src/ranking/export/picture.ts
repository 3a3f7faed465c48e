import { escapeHtml } from './escape-html.ts';
import type { DrawnPlot } from './html.ts';

/** Sizes of the text around a picture, in CSS pixels; of its characters a generous mean. */
const titleSize = 13;
const titleCharacter = 7.2;
const captionSize = 11;
const captionCharacter = 5.9;
const lineHeight = 1.35;
const margin = 8;

/**
 * A drawn plot as a picture that stands alone: its title above, below what was ranked with which model, and a ground behind. The plot in words is
 * its label.
 *
 * @param colour of a custom property (plot-theme.ts): the picture can ask no page
 * @param caption what was ranked, see `rankingLabel`
 */
export function standalonePicture(
  { svg, title, description }: DrawnPlot,
  colour: (property: string) => string,
  caption: string,
): string {
  const { width, height } = sizeOf(svg);
  const titleLines = wrapped(title, (width - 2 * margin) / titleCharacter);
  const captionLines = wrapped(caption, (width - 2 * margin) / captionCharacter);
  const plotTop = margin + Math.ceil(titleLines.length * titleSize * lineHeight) + 4;
  const captionTop = plotTop + height;
  const total = captionTop + Math.ceil(captionLines.length * captionSize * lineHeight) + margin;
  const text = (lines: readonly string[], top: number, size: number, attributes: string) =>
    lines.map(
      (line, index) =>
        `<text x="${margin}" y="${Math.round(top + (index + 0.8) * size * lineHeight)}" font-size="${size}" ${attributes}>${escapeHtml(line)}</text>`,
    );
  // A name that looks like a colour is no tag.
  const inside = svg.replace(/<[^<>]*>/g, (tag) => withColours(tag, colour)).replace(' aria-hidden="true"', '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" font-family="sans-serif" role="img" aria-label="${escapeHtml(`${title}. ${description}`)}">`,
    `<rect width="100%" height="100%" fill="${harmless(colour('--surface'))}"/>`,
    ...text(titleLines, margin, titleSize, `font-weight="600" fill="${harmless(colour('--text'))}"`),
    inside.replace('<svg ', () => `<svg y="${plotTop}" `),
    ...text(captionLines, captionTop, captionSize, `fill="${harmless(colour('--muted'))}"`),
    '</svg>',
  ].join('');
}

function sizeOf(svg: string): { width: number; height: number } {
  const [tag = ''] = /^<svg [^>]*>/.exec(svg) ?? [];
  const width = / width="(\d+)/.exec(tag)?.[1] ?? 0;
  const height = / height="(\d+)/.exec(tag)?.[1] ?? 0;
  return { width: Number(width), height: Number(height) };
}

/** The text in lines of at most so many characters, broken between words; a longer word is cut. */
function wrapped(text: string, characters: number): string[] {
  const most = Math.max(10, Math.floor(characters));
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const fitting = word.length > most ? `${word.slice(0, most - 1)}…` : word;
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + fitting.length <= most) lines[lines.length - 1] = `${line} ${fitting}`;
    else lines.push(fitting);
  }
  return lines;
}

function withColours(tag: string, colour: (property: string) => string): string {
  return tag.replace(/var\((--[\w-]+)\)/g, (_, property: string) => harmless(colour(property)));
}

/** Theme colours are not from the document, yet a theme could hold anything. */
function harmless(text: string): string {
  return text.replace(/[<>"&]/g, '');
}
