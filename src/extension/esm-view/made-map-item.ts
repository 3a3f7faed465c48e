import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { formatShare } from '../../made-map/numbers.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { localName } from '../local-models/local-name.ts';
import type { MapFolder } from '../local-models/model-folder.ts';
import { editorVoice as voice } from '../voice.ts';
import { type MadeHereNode, type MadeMapNode, withoutOwner } from './esm-node.ts';

/** How the branch of the maps looks that were made here. */
export function madeHereItem({ maps }: MadeHereNode): TreeItem {
  const item = new TreeItem(voice.say('Made here'), TreeItemCollapsibleState.Expanded);
  item.id = 'made-here';
  item.description = maps.length === 1 ? voice.say('1 map') : voice.say('{0} maps', formatCount(maps.length));
  item.tooltip = voice.say('Maps that were made on this machine, and those that lie in this workspace');
  item.iconPath = new ThemeIcon('tools');
  item.contextValue = 'madeHere';
  return item;
}

/** How one of them looks. */
export function madeMapItem({ map }: MadeMapNode): TreeItem {
  const item = new TreeItem(nameOf(map), TreeItemCollapsibleState.None);
  item.id = `made ${map.folder}`;
  item.description = describe(map);
  item.tooltip = [localName(map.folder), map.base, describe(map)]
    .map(plainLine)
    .filter((line) => line !== '')
    .join('\n');
  item.iconPath = new ThemeIcon('symbol-function');
  item.contextValue = 'made';
  return item;
}

function nameOf({ task, subset, folder }: MapFolder): string {
  const name = task === '' ? withoutOwner(folder.replaceAll('\\', '/')) : task;
  return plainLine(subset === null || subset === '' || subset === 'default' ? name : `${name} · ${subset}`);
}

/** How much of the change it tells, and what it is a map of. */
function describe({ base, r2, rows }: MapFolder): string {
  const parts = [
    r2 === null ? '' : voice.say('tells {0}', formatShare(Math.max(0, r2))),
    withoutOwner(base),
    rows === null ? '' : voice.say('{0} rows', formatCount(rows)),
  ];
  return plainLine(parts.filter((part) => part !== '').join(' · '));
}
