import { ProblemError } from '../../../../protocol/problem.ts';
import { type Attributes, readXml } from '../read-xml.ts';
import type { SheetName } from '../spreadsheet.ts';
import type { ZipParts } from '../zip-parts.ts';
import { localName, readRelationships } from './relationships.ts';

/** A sheet of a workbook, and the part that holds it. */
export interface WorkbookSheet extends SheetName {
  part: string;
}

/** What a workbook is made of. */
export interface Workbook {
  sheets: WorkbookSheet[];
  /** The part with the texts that cells share; null where there is none. */
  sharedStrings: string | null;
  styles: string | null;
  calendar: 1900 | 1904;
}

/**
 * Reads what a workbook is made of (ECMA-376 part 1, 18.2).
 * @throws ProblemError `dataset-unsupported-format` for a binary workbook (.xlsb), `dataset-damaged-file`.
 */
export async function readWorkbook(parts: ZipParts, signal?: AbortSignal): Promise<Workbook> {
  const main = (await readRelationships(parts, '', signal)).find(({ type }) => type === 'officeDocument')?.target;
  if (main?.endsWith('.bin')) {
    throw new ProblemError({
      area: 'dataset',
      code: 'dataset-unsupported-format',
      file: parts.file,
      found: 'spreadsheet',
    });
  }
  const part = main ?? 'xl/workbook.xml';
  if (!parts.has(part)) throw parts.problem(new Error('it holds no workbook'));
  const relationships = await readRelationships(parts, part, signal);
  const { named, calendar } = await readSheetNames(parts, part, signal);
  const targets = new Map(relationships.map((found) => [found.id, found]));
  const partOf = (type: string) => relationships.find((found) => found.type === type)?.target ?? null;
  const sheets = named.flatMap(({ id, ...name }) => {
    const target = targets.get(id);
    return target?.type === 'worksheet' && parts.has(target.target) ? [{ ...name, part: target.target }] : [];
  });
  return { sheets, sharedStrings: partOf('sharedStrings'), styles: partOf('styles'), calendar };
}

async function readSheetNames(parts: ZipParts, part: string, signal?: AbortSignal) {
  const named: (SheetName & { id: string })[] = [];
  let calendar: Workbook['calendar'] = 1900;
  const listener = {
    open(tag: string, attributes: Attributes) {
      const name = localName(tag);
      if (name === 'workbookPr' && /^(?:1|true)$/.test(attributes.date1904 ?? '')) calendar = 1904;
      if (name !== 'sheet') return;
      const [, id = ''] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? [];
      const isHidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
      named.push({ name: attributes.name ?? '', isHidden, id });
    },
    close() {},
    text() {},
  };
  for await (const _ of readXml(parts.chunks(part, signal), listener));
  return { named, calendar };
}
