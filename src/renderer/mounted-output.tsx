import { type ComponentChildren, render } from 'preact';
import type { RankingDocument } from '../ranking/document.ts';
import { MadeMapView } from './made-map/made-map-view.tsx';
import { RankingView } from './ranking-view.tsx';
import type { ReadOutput } from './read-output.ts';
import type { Session } from './session.ts';
import { styleSheet } from './style/style-sheet.ts';
import { Unreadable } from './unreadable.tsx';
import { useObservable } from './use-observable.ts';
import { PageWordsContext } from './use-words.ts';

/** One output in the page. */
export interface MountedOutput {
  element: HTMLElement;
  /** Draws what was read, or what is wrong with it. A later ranking takes the place of an earlier one and keeps the view's state. */
  show(output: ReadOutput): void;
  unmount(): void;
}

/** Prepares `element` for an output: a shadow root, so that no style leaks in or out. */
export function mountOutput(id: string, element: HTMLElement, session: Session): MountedOutput {
  const shadow = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [styleSheet()];
  const show = (output: ReadOutput) => {
    setRanking(session, id, output.read.kind === 'document' ? output.read.document : null);
    render(<InWords session={session}>{viewOf(output, id, session)}</InWords>, shadow);
  };
  const unmount = () => {
    setRanking(session, id, null);
    render(null, shadow);
  };
  return { element, show, unmount };
}

/** What is drawn in the words of the page, and drawn again when they change. */
function InWords({ session, children }: { session: Session; children: ComponentChildren }) {
  return <PageWordsContext.Provider value={useObservable(session.words)}>{children}</PageWordsContext.Provider>;
}

function viewOf({ of, read }: ReadOutput, id: string, session: Session) {
  switch (read.kind) {
    case 'document':
      return <RankingView document={read.document} outputId={id} session={session} />;
    case 'report':
      return <MadeMapView report={read.report} session={session} />;
    default:
      return <Unreadable of={of} read={read} theme={session.theme} />;
  }
}

/** Tells the page's other outputs which rankings there are to compare with. */
function setRanking({ rankings }: Session, id: string, document: RankingDocument | null): void {
  const next = new Map(rankings.get());
  if (document === null) next.delete(id);
  else next.set(id, document);
  rankings.set(next);
}
