import { type Observable, observable } from './observable.ts';

/** The four kinds of theme that VS Code tells apart. */
export type ThemeKind = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

/** The theme of the page, which follows a change of theme. Without VS Code's classes, the reader's system decides. */
export function watchTheme(page: Document): Observable<ThemeKind> {
  const theme = observable(themeOf(page));
  const update = () => theme.set(themeOf(page));
  new MutationObserver(update).observe(page.body, { attributes: true, attributeFilter: ['class'] });
  page.defaultView?.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', update);
  return theme;
}

function themeOf(page: Document): ThemeKind {
  const { classList } = page.body;
  // The light variant carries both high-contrast classes.
  if (classList.contains('vscode-high-contrast-light')) return 'high-contrast-light';
  if (classList.contains('vscode-high-contrast')) return 'high-contrast';
  if (classList.contains('vscode-dark')) return 'dark';
  if (classList.contains('vscode-light')) return 'light';
  return page.defaultView?.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
