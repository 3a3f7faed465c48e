/** The notebook's part of the page, see stage-page.js. */
declare const stage: {
  state: unknown;
  messages: unknown[];
  setTheme(theme: { bodyClass: string; background: string; variables: Record<string, string> }): void;
  start(state: unknown, actions: readonly string[] | undefined): Promise<void>;
  show(value: unknown, id: string, mime: string): Promise<void>;
  dispose(id: string | undefined): void;
};
