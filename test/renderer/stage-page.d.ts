/** The notebook's part of the page, see stage-page.js. */
declare const stage: {
  state: unknown;
  messages: unknown[];
  setTheme(theme: { bodyClass: string; background: string; variables: Record<string, string> }): void;
  /** `words`: those of an editor that does not speak English. Without `actions` there is no extension. */
  start(state: unknown, actions?: readonly string[], words?: object, rankings?: readonly unknown[]): Promise<void>;
  show(value: unknown, id: string, mime: string): Promise<void>;
  /** Keeps a document for `paintPrepared`. */
  prepare(value: unknown, mime: string): void;
  /** Milliseconds from the call of the renderer to the end of the first frame. */
  paintPrepared(): Promise<number>;
  /** The same for plain HTML. */
  paintHtml(html: string): Promise<number>;
  dispose(id: string | undefined): void;
};
