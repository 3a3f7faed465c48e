import { window } from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { formatBytes } from '../../words/format-bytes.ts';
import { editorVoice as voice } from '../voice.ts';
import { bytesOf } from './esm-item.ts';
import type { BaseModelNode, EsmOnDiskNode } from './esm-node.ts';

/** Removes one map, or all maps of a base model, from the disk after a question. */
export async function removeMaps(node: BaseModelNode | EsmOnDiskNode, engine: Engine): Promise<void> {
  const remove = voice.say('Remove');
  const detail = voice.say(
    'What is removed can be downloaded again. The base model, and everything else in the cache that is shared with Python, stays.',
  );
  if ((await window.showWarningMessage(question(node), { modal: true, detail }, remove)) !== remove) return;
  const { signal } = new AbortController();
  const model = node.kind === 'model' ? node.model.model : node.model;
  const repos = node.kind === 'model' ? null : [node.esm.repo];
  const { removed, bytes } = await engine.removeEsms({ model, repos, signal });
  const sentence =
    removed === 1
      ? voice.say('Removed 1 map; {0} are free again.', formatBytes(bytes))
      : voice.say('Removed {0} maps; {1} are free again.', formatCount(removed), formatBytes(bytes));
  void window.showInformationMessage(sentence);
}

function question(node: BaseModelNode | EsmOnDiskNode): string {
  if (node.kind === 'esm')
    return voice.say('Remove {0} ({1}) from this machine?', node.esm.repo, formatBytes(node.esm.bytes));
  const { model, onDisk } = node.model;
  return voice.say(
    'Remove the {0} downloaded maps of {1} ({2}) from this machine?',
    formatCount(onDisk.length),
    model,
    formatBytes(bytesOf(onDisk)),
  );
}
