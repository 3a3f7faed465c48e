import { type Disposable, EventEmitter, Uri, workspace } from 'vscode';
import { EngineClient } from '../engine/process/engine-client.ts';
import { EngineStatus } from './engine-status.ts';
import type { HubToken } from './hub-token.ts';
import type { Log } from './log.ts';
import { engineSettingsOf, readSettings, settingsSection } from './settings.ts';

/** Settings that a running engine does not take over: it must start anew. */
const engineSettings = ['endpoint', 'cacheFolder', 'threads', 'offline'];

/** The engine in its process, as this window runs it: with its settings and token, shown in the status bar, logged. */
export class BackgroundEngine {
  readonly client: EngineClient;
  readonly #renewed = new EventEmitter<void>();
  /** From now on another Hub, cache or person may be asked: what was learnt before does not hold. */
  readonly onDidRenew = this.#renewed.event;
  readonly #status = new EngineStatus();
  readonly #subscriptions: Disposable[];
  #requests = 0;
  #isStale = false;

  constructor(extension: Uri, token: HubToken, log: Log) {
    this.client = new EngineClient({
      entry: Uri.joinPath(extension, 'dist', 'engine.js').fsPath,
      settings: async () => engineSettingsOf(readSettings(), await token.read()),
      log: (line) => log.engine(line),
      onActivity: (requests) => this.#onActivity(requests),
    });
    const names = engineSettings.map((name) => `${settingsSection}.${name}`);
    this.#subscriptions = [
      this.#status,
      token.onDidChange(() => this.#renew()),
      workspace.onDidChangeConfiguration((change) => {
        if (names.some((name) => change.affectsConfiguration(name))) this.#renew();
      }),
    ];
  }

  dispose(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.dispose();
    return this.client.dispose();
  }

  /** The next request shall have a process with the settings of now. Requests under way are not disturbed. */
  #renew(): void {
    this.#isStale = true;
    this.#renewed.fire();
    this.#stopWhenIdle();
  }

  #onActivity(requests: number): void {
    this.#requests = requests;
    this.#status.show(requests);
    this.#stopWhenIdle();
  }

  #stopWhenIdle(): void {
    if (!this.#isStale || this.#requests > 0) return;
    this.#isStale = false;
    void this.client.stop();
  }
}
