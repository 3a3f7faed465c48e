import { escapeHtml } from '../../ranking/export/escape-html.ts';
import type { DrawnPlot } from '../../ranking/export/html.ts';

/**
 * A drawn plot as a file of its own: the custom properties that stand for colours become the colours of `section`, a ground is put
 * behind, so that it looks the same wherever it is opened, and the plot in words becomes its label.
 */
export function standaloneSvg({ svg, title, description }: DrawnPlot, section: Element): string {
  const style = getComputedStyle(section);
  const value = (name: string) => style.getPropertyValue(name).trim() || '#808080';
  const label = ` role="img" aria-label="${escapeHtml(`${title}. ${description}`)}"`;
  const ground = `<rect width="100%" height="100%" fill="${escapeAttribute(value('--surface'))}"/>`;
  // Given as functions: in a text, "$&" and its like would stand for parts of the picture. A name that looks like a colour is no tag.
  return svg
    .replace(/<[^<>]*>/g, (tag) => withColours(tag, value))
    .replace(' aria-hidden="true"', () => label)
    .replace(/<svg[^>]*>/, (tag) => tag + ground);
}

function withColours(tag: string, value: (name: string) => string): string {
  return tag.replace(/var\((--[\w-]+)\)/g, (_, name: string) => escapeAttribute(value(name)));
}

/** Theme colours are not from the document, yet a theme could hold anything. */
function escapeAttribute(text: string): string {
  return text.replace(/[<>"&]/g, '');
}
