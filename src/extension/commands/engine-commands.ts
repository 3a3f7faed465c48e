import { commands, Disposable, window } from 'vscode';
import type { EngineClient } from '../../engine/process/engine-client.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { formatBytes } from '../../words/format-bytes.ts';
import type { Log } from '../log.ts';
import { showingProblems } from '../show-problem.ts';
import { editorVoice as voice } from '../voice.ts';

/** Commands about the engine: its log, a restart, its cache. */
export function registerEngineCommands(engine: EngineClient, log: Log): Disposable {
  return Disposable.from(
    commands.registerCommand('intermediateTaskRanker.showLog', () => log.show()),
    commands.registerCommand('intermediateTaskRanker.restartEngine', () => restart(engine, log)),
    commands.registerCommand('intermediateTaskRanker.clearCachedEmbeddings', () =>
      showingProblems(log, () => clearCachedEmbeddings(engine)),
    ),
  );
}

async function restart(engine: EngineClient, log: Log): Promise<void> {
  await engine.stop();
  log.info('engine stopped; the next request starts a fresh one');
  void window.showInformationMessage(voice.say('The ranking engine was stopped. It starts again when it is needed.'));
}

async function clearCachedEmbeddings(engine: EngineClient): Promise<void> {
  const { signal } = new AbortController();
  const { embeddings } = await engine.cacheInfo({ signal });
  if (embeddings.files === 0) {
    void window.showInformationMessage(voice.say('There are no cached embeddings.'));
    return;
  }
  const clear = voice.say('Delete');
  const question = voice.say(
    'Delete the cached embeddings of {0} samples ({1})? They are computed again when they are needed.',
    formatCount(embeddings.files),
    formatBytes(embeddings.bytes),
  );
  if ((await window.showWarningMessage(question, { modal: true, detail: embeddings.folder }, clear)) !== clear) return;
  const { embeddings: removed } = await engine.clearCache({ signal });
  void window.showInformationMessage(voice.say('Deleted {0} of cached embeddings.', formatBytes(removed.bytes)));
}
