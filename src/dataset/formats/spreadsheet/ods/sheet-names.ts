import { type Attributes, readXml } from '../read-xml.ts';
import type { SheetName } from '../spreadsheet.ts';
import type { ZipParts } from '../zip-parts.ts';

/** The part that holds all sheets. */
export const contentPart = 'content.xml';

/** The sheets of a spreadsheet in their order, from one pass through its content; a style may hide them. */
export async function readSheetNames(parts: ZipParts, signal?: AbortSignal): Promise<SheetName[]> {
  const sheets: SheetName[] = [];
  const hiding = new Set<string>();
  let style = '';
  let depth = 0;
  let isSpreadsheet = false;
  const listener = {
    open(tag: string, attributes: Attributes) {
      if (tag === 'office:spreadsheet') isSpreadsheet = true;
      if (tag === 'style:style') style = attributes['style:name'] ?? '';
      if (tag === 'style:table-properties' && attributes['table:display'] === 'false') hiding.add(style);
      if (tag !== 'table:table') return;
      depth += 1;
      const isHidden = hiding.has(attributes['table:style-name'] ?? '');
      if (depth === 1) sheets.push({ name: attributes['table:name'] ?? '', isHidden });
    },
    close(tag: string) {
      if (tag === 'table:table') depth -= 1;
    },
    text() {},
  };
  for await (const _ of readXml(parts.chunks(contentPart, signal), listener));
  if (!isSpreadsheet) throw new Error('it holds no spreadsheet');
  return sheets;
}
