import { window } from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import type { EngineClient } from '../../engine/process/engine-client.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { formatBytes } from '../../words/format-bytes.ts';
import type { Log } from '../log.ts';
import { editorVoice as voice } from '../voice.ts';

/** Ends the engine's process; the next request starts a fresh one. */
export async function restartEngine(engine: EngineClient, log: Log): Promise<void> {
  await engine.stop();
  log.info('engine stopped; the next request starts a fresh one');
  void window.showInformationMessage(voice.say('The ranking engine was stopped. It starts again when it is needed.'));
}

/** Deletes the embeddings that earlier runs have left in the cache, after a question. */
export async function clearCachedEmbeddings(engine: Engine): Promise<void> {
  const { signal } = new AbortController();
  const { embeddings } = await engine.cacheInfo({ signal });
  if (embeddings.files === 0) {
    void window.showInformationMessage(voice.say('There are no cached embeddings.'));
    return;
  }
  const clear = voice.say('Delete');
  const size = formatBytes(embeddings.bytes);
  const question =
    embeddings.files === 1
      ? voice.say('Delete the cached embeddings of 1 sample ({0})? They are computed again when they are needed.', size)
      : voice.say(
          'Delete the cached embeddings of {0} samples ({1})? They are computed again when they are needed.',
          formatCount(embeddings.files),
          size,
        );
  if ((await window.showWarningMessage(question, { modal: true, detail: embeddings.folder }, clear)) !== clear) return;
  const { embeddings: removed } = await engine.clearCache({ signal });
  void window.showInformationMessage(voice.say('Deleted {0} of cached embeddings.', formatBytes(removed.bytes)));
}
