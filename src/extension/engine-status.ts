import { type Disposable, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { editorVoice as voice } from './voice.ts';

/** A request that ends sooner than this shows nothing: an item that flashes up tells nobody anything. */
const delayMs = 300;

/** Shows in the status bar that the engine works; a click opens the log. */
export class EngineStatus implements Disposable {
  readonly #item: StatusBarItem;
  #timer: NodeJS.Timeout | null = null;

  constructor() {
    this.#item = window.createStatusBarItem('intermediateTaskRanker.engine', StatusBarAlignment.Left);
    this.#item.name = voice.say('Intermediate Task Ranker');
    this.#item.text = `$(loading~spin) ${voice.say('Ranking engine')}`;
    this.#item.tooltip = voice.say('The ranking engine works in the background. Click for its log.');
    this.#item.command = 'intermediateTaskRanker.showLog';
  }

  /** @param requests how many are under way */
  show(requests: number): void {
    if (requests > 0) {
      this.#timer ??= setTimeout(() => this.#item.show(), delayMs);
      return;
    }
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#item.hide();
  }

  dispose(): void {
    this.show(0);
    this.#item.dispose();
  }
}
