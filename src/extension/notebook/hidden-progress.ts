import { type Disposable, type NotebookDocument, type Progress, ProgressLocation, window } from 'vscode';

/** A notification that is shown. `report`: null until VS Code has made it. */
interface Shown {
  report: Progress<{ message?: string }> | null;
  close: () => void;
}

/**
 * Shows a run's progress in a notification, with a way to cancel it, while no editor shows its notebook. Where one does, the cell tells
 * more, and a notification would lie over its table.
 */
export class HiddenProgress implements Disposable {
  readonly #notebook: NotebookDocument;
  readonly #title: string;
  readonly #cancel: () => void;
  readonly #subscription: Disposable;
  #message = '';
  #shown: Shown | null = null;

  constructor(notebook: NotebookDocument, title: string, cancel: () => void) {
    this.#notebook = notebook;
    this.#title = title;
    this.#cancel = cancel;
    this.#subscription = window.onDidChangeVisibleNotebookEditors(() => this.#adapt());
    this.#adapt();
  }

  report(message: string): void {
    this.#message = message;
    this.#shown?.report?.report({ message });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#shown?.close();
    this.#shown = null;
  }

  #adapt(): void {
    const isVisible = window.visibleNotebookEditors.some(({ notebook }) => notebook === this.#notebook);
    if (isVisible) {
      this.#shown?.close();
      this.#shown = null;
    } else this.#shown ??= this.#show();
  }

  #show(): Shown {
    const { promise, resolve } = Promise.withResolvers<void>();
    const shown: Shown = { report: null, close: resolve };
    const options = { location: ProgressLocation.Notification, title: this.#title, cancellable: true };
    void window.withProgress(options, (report, token) => {
      token.onCancellationRequested(this.#cancel);
      shown.report = report;
      if (this.#message !== '') report.report({ message: this.#message });
      return promise;
    });
    return shown;
  }
}
