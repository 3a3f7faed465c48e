import { posix } from 'node:path';
import { type Attributes, readXml } from '../read-xml.ts';
import type { ZipParts } from '../zip-parts.ts';

/** Where a part points to. */
export interface Relationship {
  id: string;
  /** The last word of the type, which is the same in the transitional and the strict form: `worksheet`, `sharedStrings`. */
  type: string;
  /** Name of the part pointed to. */
  target: string;
}

/** What a part points to (ECMA-376 part 2, 6.5); nothing where no file beside it says so. `''`: the whole package. */
export async function readRelationships(parts: ZipParts, of: string, signal?: AbortSignal): Promise<Relationship[]> {
  const folder = of === '' ? '' : posix.dirname(of);
  const name = posix.join(folder, '_rels', `${posix.basename(of)}.rels`);
  if (!parts.has(name)) return [];
  const found: Relationship[] = [];
  const listener = {
    open(tag: string, { Id: id, Type: type, Target: target, TargetMode: mode }: Attributes) {
      if (localName(tag) !== 'Relationship' || id === undefined || target === undefined || mode === 'External') return;
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      found.push({ id, type: type?.split('/').at(-1) ?? '', target: path });
    },
    close() {},
    text() {},
  };
  for await (const _ of readXml(parts.chunks(name, signal), listener));
  return found;
}

/** A name without its prefix: some programs write `<x:row>`. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
