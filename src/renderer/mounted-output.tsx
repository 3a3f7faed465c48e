import { render } from 'preact';
import type { RankingDocument } from '../ranking/document.ts';
import type { ReadDocument } from '../ranking/read-document.ts';
import { RankingView } from './ranking-view.tsx';
import type { Session } from './session.ts';
import { styleSheet } from './style/style-sheet.ts';
import { Unreadable } from './unreadable.tsx';

/** One output in the page. */
export interface MountedOutput {
  element: HTMLElement;
  /** Draws the document, or what is wrong with it. A later document takes the place of an earlier one and keeps the view's state. */
  show(read: ReadDocument): void;
  unmount(): void;
}

/** Prepares `element` for an output: a shadow root, so that no style leaks in or out. */
export function mountOutput(id: string, element: HTMLElement, session: Session): MountedOutput {
  const shadow = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [styleSheet()];
  const show = (read: ReadDocument) => {
    setRanking(session, id, read.kind === 'document' ? read.document : null);
    const view =
      read.kind === 'document' ? (
        <RankingView document={read.document} outputId={id} session={session} />
      ) : (
        <Unreadable read={read} theme={session.theme} />
      );
    render(view, shadow);
  };
  const unmount = () => {
    setRanking(session, id, null);
    render(null, shadow);
  };
  return { element, show, unmount };
}

/** Tells the page's other outputs which rankings there are to compare with. */
function setRanking({ rankings }: Session, id: string, document: RankingDocument | null): void {
  const next = new Map(rankings.get());
  if (document === null) next.delete(id);
  else next.set(id, document);
  rankings.set(next);
}
