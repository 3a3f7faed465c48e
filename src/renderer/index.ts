import type { ActivationFunction } from 'vscode-notebook-renderer';
import { config } from 'zod';
import { linkToExtension } from './extension-link.ts';
import { type MountedOutput, mountOutput } from './mounted-output.tsx';
import { observable } from './observable.ts';
import { plotsLoader } from './plots/load-plots.ts';
import { readOutput } from './read-output.ts';
import { rememberedWords, storeOf } from './remembered-words.ts';
import type { Session } from './session.ts';
import { watchTheme } from './theme.ts';
import { ViewStates } from './view-state.ts';

/** Entry of the notebook renderer: VS Code calls it once for each page, then once for each output. */
export const activate: ActivationFunction<unknown> = (context) => {
  // Without this, zod tries whether it may compile code at run time, which a strict page reports as a violation.
  config({ jitless: true });
  const extension = linkToExtension(context);
  const states = new ViewStates({
    getState: () => context.getState(),
    setState: (value) => {
      context.setState(value);
      extension.keepViews(value);
    },
  });
  extension.keptViews.subscribe((views) => states.restore(views));
  const session: Session = {
    theme: watchTheme(document),
    words: rememberedWords(extension.words, storeOf(window)),
    states,
    rankings: observable(new Map()),
    extension,
    loadPlots: plotsLoader(),
  };
  const outputs = new Map<string, MountedOutput>();
  const dispose = (id: string) => {
    outputs.get(id)?.unmount();
    outputs.delete(id);
  };
  return {
    renderOutputItem(item, element) {
      if (outputs.get(item.id)?.element !== element) {
        dispose(item.id);
        outputs.set(item.id, mountOutput(item.id, element, session));
      }
      outputs.get(item.id)?.show(readOutput(item));
    },
    disposeOutputItem(id) {
      for (const each of id === undefined ? [...outputs.keys()] : [id]) dispose(each);
    },
  };
};
