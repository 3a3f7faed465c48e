import { type ZipPart, zipBytes } from './zip-bytes.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The smallest workbook that holds a sheet (ECMA-376 part 1, 8.1), with what differs. */
export function xlsxBytes(
  sheet: ZipPart,
  { parts = {}, workbookPr = '' }: { parts?: Readonly<Record<string, ZipPart>>; workbookPr?: string } = {},
): Uint8Array {
  return zipBytes({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${office}">${workbookPr}<sheets><sheet name="Data" sheetId="1" r:id="s"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s" Type="${office}/worksheet" Target="/xl/worksheets/one.xml"/><Relationship Id="t" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/one.xml': sheet,
    ...parts,
  });
}

/** A worksheet of rows as they stand in `sheetData`. */
export function sheetXml(rows: string, after = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`;
}

/** The parts of an OpenDocument spreadsheet with sheets as they stand in `office:spreadsheet`. */
export function odsBytes(tables: string, parts: Readonly<Record<string, ZipPart>> = {}, styles = ''): Uint8Array {
  return zipBytes({
    mimetype: { content: Buffer.from('application/vnd.oasis.opendocument.spreadsheet'), stored: true },
    'content.xml': `<office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    ...parts,
  });
}
