import type { Page } from 'playwright-core';

/** Every text that the page shows or has read out: in its outputs, their attributes, and their plots. */
export function shownTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const seen = ['title', 'placeholder', 'alt'];
    const heard = ['aria-label', 'aria-valuetext'];
    const attributesOf = (element: Element) =>
      element.closest('[aria-hidden="true"]') === null ? [...seen, ...heard] : seen;
    const textsBelow = (root: ParentNode): string[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        ...[...element.childNodes].flatMap((node) => (node instanceof Text ? [node.data] : [])),
        ...attributesOf(element).flatMap((name) => element.getAttribute(name) ?? []),
        ...(element.shadowRoot === null ? [] : textsBelow(element.shadowRoot)),
      ]);
    const outputs = document.querySelector('#outputs');
    return outputs === null ? [] : textsBelow(outputs).filter((text) => text.trim() !== '');
  });
}
