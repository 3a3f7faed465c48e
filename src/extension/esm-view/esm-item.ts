import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { BaseModelOnDisk } from '../../engine/esm-cache/esms-on-disk.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { formatBytes } from '../../words/format-bytes.ts';
import { editorVoice as voice } from '../voice.ts';
import type { BaseModelNode, EsmNode, EsmOnDiskNode } from './esm-node.ts';

/** How a node looks, and what the menus of package.json know of it (`viewItem`). @param isBusy whether its maps are being fetched */
export function esmItem(node: EsmNode, isBusy: boolean): TreeItem {
  return node.kind === 'model' ? modelItem(node, isBusy) : onDiskItem(node);
}

function modelItem({ model }: BaseModelNode, isBusy: boolean): TreeItem {
  const { onDisk } = model;
  const item = new TreeItem(
    model.model,
    onDisk.length === 0 ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Collapsed,
  );
  item.id = model.model;
  item.description = [coverageInWords(model), onDiskInWords(model)].filter((words) => words !== '').join(' · ');
  item.tooltip = [model.model, coverageInWords(model), onDiskInWords(model), stateInWords(model)]
    .filter((words) => words !== '')
    .join('\n');
  item.iconPath = new ThemeIcon(isBusy ? 'loading~spin' : stateIcon(model));
  item.contextValue = [
    'model',
    isBusy ? 'busy' : '',
    onDisk.length > 0 ? 'onDisk' : '',
    isComplete(model) ? '' : 'incomplete',
  ]
    .filter((word) => word !== '')
    .join(' ');
  return item;
}

function onDiskItem({ model, esm }: EsmOnDiskNode): TreeItem {
  const item = new TreeItem(esm.repo);
  item.id = `${model} ${esm.repo}`;
  item.description = esm.ready ? formatBytes(esm.bytes) : `${formatBytes(esm.bytes)} · ${voice.say('not up to date')}`;
  item.tooltip = esm.ready
    ? esm.repo
    : `${esm.repo}\n${voice.say('Not whole, or not of the revision that the Hub has now: it is downloaded when it is ranked.')}`;
  item.iconPath = new ThemeIcon(esm.ready ? 'symbol-function' : 'warning');
  item.contextValue = 'map';
  return item;
}

/** Whether every map that the Hub lists can be ranked without a download. */
export function isComplete({ esms, onDisk }: BaseModelOnDisk): boolean {
  return esms !== null && readyOf(onDisk) >= esms;
}

function stateIcon(model: BaseModelOnDisk): string {
  if (model.onDisk.length === 0) return 'cloud';
  return isComplete(model) ? 'pass' : 'cloud-download';
}

function coverageInWords({ esms }: BaseModelOnDisk): string {
  if (esms === null || esms === 0) return '';
  return esms === 1 ? voice.say('1 map') : voice.say('{0} maps', formatCount(esms));
}

function onDiskInWords(model: BaseModelOnDisk): string {
  const { onDisk } = model;
  if (onDisk.length === 0) return '';
  const bytes = formatBytes(bytesOf(onDisk));
  if (isComplete(model)) return voice.say('all downloaded ({0})', bytes);
  return voice.say('{0} downloaded ({1})', formatCount(readyOf(onDisk)), bytes);
}

function stateInWords({ esms, cached }: BaseModelOnDisk): string {
  if (esms === null) return voice.say('The Hub does not answer: how many maps there are is not known.');
  return cached ? voice.say('The base model is on this machine too.') : '';
}

/** Bytes of maps on the disk. */
export function bytesOf(onDisk: BaseModelOnDisk['onDisk']): number {
  return onDisk.reduce((sum, { bytes }) => sum + bytes, 0);
}

function readyOf(onDisk: BaseModelOnDisk['onDisk']): number {
  return onDisk.filter(({ ready }) => ready).length;
}
