import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { BaseModelOnDisk, EsmOnDisk } from '../../engine/maps/esms-on-disk.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { formatBytes } from '../../words/format-bytes.ts';
import { editorVoice as voice } from '../voice.ts';
import { type BaseModelNode, type EsmNode, type EsmOnDiskNode, withoutOwner } from './esm-node.ts';
import { madeHereItem, madeMapItem } from './made-map-item.ts';

/** How a node looks, and what the menus of package.json know of it (`viewItem`). @param isBusy whether its maps are being fetched */
export function esmItem(node: EsmNode, isBusy: boolean): TreeItem {
  switch (node.kind) {
    case 'model':
      return modelItem(node, isBusy);
    case 'esm':
      return onDiskItem(node);
    case 'made-here':
      return madeHereItem(node);
    case 'made':
      return madeMapItem(node);
  }
}

function modelItem({ model, label, shown }: BaseModelNode, isBusy: boolean): TreeItem {
  const { onDisk } = model;
  const { None, Collapsed, Expanded } = TreeItemCollapsibleState;
  // What a filter has found is shown, and VS Code remembers by the id what was folded.
  const item = new TreeItem(label, onDisk.length === 0 ? None : shown === undefined ? Collapsed : Expanded);
  item.id = shown === undefined ? model.model : `${model.model} (filtered)`;
  item.description = shown === undefined ? coverageInWords(model) : foundInWords(shown.length, onDisk.length);
  item.tooltip = [model.model, coverageInWords(model), stateInWords(model)].filter((words) => words !== '').join('\n');
  item.iconPath = new ThemeIcon(isBusy ? 'loading~spin' : stateIcon(model));
  const states = { busy: isBusy, onDisk: onDisk.length > 0, incomplete: !isComplete(model) };
  const stated = Object.entries(states).flatMap(([name, holds]) => (holds ? [name] : []));
  item.contextValue = ['model', ...stated].join(' ');
  return item;
}

function onDiskItem({ model, esm }: EsmOnDiskNode): TreeItem {
  const item = new TreeItem(taskInWords(esm));
  item.id = `${model} ${esm.repo}`;
  const facts = [...taskFacts(esm), formatBytes(esm.bytes), ...(esm.ready ? [] : [voice.say('not up to date')])];
  item.description = facts.join(' · ');
  const outdated = voice.say(
    'Not whole, or not of the revision that the Hub has now: it is downloaded when it is ranked.',
  );
  item.tooltip = [taskInWords(esm), esm.repo, facts.join(' · '), ...(esm.ready ? [] : [outdated])].join('\n');
  item.iconPath = new ThemeIcon(esm.ready ? 'symbol-function' : 'warning');
  item.contextValue = 'map';
  return item;
}

/** The intermediate task of a map with its subset; the name of its repository where that is all that is known. */
function taskInWords({ repo, task }: EsmOnDisk): string {
  if (task === null) return withoutOwner(repo).replace(/^ESM_/, '');
  const { id, subset } = task;
  return plainLine(subset === null || subset === '' || subset === 'default' ? id : `${id} · ${subset}`);
}

/** Language and number of examples, where they are stated. */
function taskFacts({ task }: EsmOnDisk): string[] {
  const { language = null, examples = null } = task ?? {};
  return [
    ...(language === null || language === '' ? [] : [plainLine(language)]),
    ...(examples === null ? [] : [voice.say('{0} examples', formatCount(examples))]),
  ];
}

/** Whether every map that the Hub lists can be ranked without a download. */
export function isComplete({ esms, onDisk }: BaseModelOnDisk): boolean {
  return esms !== null && readyOf(onDisk) >= esms;
}

function stateIcon(model: BaseModelOnDisk): string {
  if (model.onDisk.length === 0) return 'cloud';
  return isComplete(model) ? 'pass' : 'cloud-download';
}

function foundInWords(found: number, onDisk: number): string {
  return voice.say('{0} of {1} downloaded maps', formatCount(found), formatCount(onDisk));
}

/** `33 maps`, `20 of 33 maps · 1.3 MB`, `all 33 maps · 2.2 MB`; the size is that on this machine. */
function coverageInWords(model: BaseModelOnDisk): string {
  const { esms, onDisk } = model;
  if (onDisk.length === 0) return esms === 1 ? voice.say('1 map') : voice.say('{0} maps', formatCount(esms ?? 0));
  return `${onDiskInWords(model)} · ${formatBytes(bytesOf(onDisk))}`;
}

function onDiskInWords(model: BaseModelOnDisk): string {
  const ready = formatCount(readyOf(model.onDisk));
  // Without an answer of the Hub, or where it lists none any more, there is nothing to compare with.
  if (model.esms === null || model.esms === 0) {
    return readyOf(model.onDisk) === 1 ? voice.say('1 map downloaded') : voice.say('{0} maps downloaded', ready);
  }
  if (model.esms === 1 && isComplete(model)) return voice.say('1 map');
  return isComplete(model)
    ? voice.say('all {0} maps', formatCount(model.esms))
    : voice.say('{0} of {1} maps', ready, formatCount(model.esms));
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
