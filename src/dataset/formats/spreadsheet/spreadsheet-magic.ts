import type { DatasetFormat } from '../../../protocol/dataset-facts.ts';

/** First bytes of a ZIP archive. */
export const ZIP = 'PK\x03\x04';

/** What a ZIP archive is, by the names of the parts at its start. */
type Found = Extract<DatasetFormat, 'xlsx' | 'ods'>;

const extensions: Record<string, Found> = {
  '.xlsx': 'xlsx',
  '.xlsm': 'xlsx',
  '.xltx': 'xlsx',
  '.xltm': 'xlsx',
  '.ods': 'ods',
  '.ots': 'ods',
};

/** The format of a file of sheets, by the extension of its name; null for another. */
export function spreadsheetExtension(extension: string): Found | null {
  return extensions[extension] ?? null;
}

/**
 * Which format of spreadsheets a ZIP archive is in: by its declared type, by the names of its first parts, else by its name.
 * @param start Its first bytes.
 * @returns null for another archive.
 */
export function spreadsheetInZip(start: Uint8Array, extension: string): Found | null {
  const [first, ...others] = partsAtStart(start);
  // OpenDocument 1.3 part 2, 3.3: the type stands first, and not packed.
  if (first?.name === 'mimetype') return first.content.startsWith(odsType) ? 'ods' : null;
  const folders = new Set([first, ...others].map((part) => part?.name.split(/[/\\]/)[0]));
  if (folders.has('xl')) return 'xlsx';
  return folders.has('word') || folders.has('ppt') ? null : spreadsheetExtension(extension);
}

const odsType = 'application/vnd.oasis.opendocument.spreadsheet';

/** The parts of an archive whose headers stand in its first bytes: their names, and how their content begins. */
function* partsAtStart(start: Uint8Array): Generator<{ name: string; content: string }> {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const sign = Buffer.from(ZIP, 'latin1');
  for (let at = bytes.indexOf(sign); at >= 0 && at + 30 <= bytes.length; at = bytes.indexOf(sign, at + 4)) {
    const nameEnd = at + 30 + bytes.readUInt16LE(at + 26);
    const content = nameEnd + bytes.readUInt16LE(at + 28);
    yield {
      name: bytes.toString('latin1', at + 30, nameEnd),
      content: bytes.toString('latin1', content, content + odsType.length),
    };
  }
}

/**
 * True for a workbook that a password protects: Office puts it into an OLE compound file (MS-OFFCRYPTO, 2.2.1) with the part
 * `EncryptedPackage`, whose name stands in the directory as UTF-16.
 * @param directory The bytes of its directory.
 */
export function isProtectedWorkbook(directory: Uint8Array): boolean {
  return Buffer.from(directory).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

/** Where the directory of an OLE compound file begins (MS-CFB, 2.2): sectors are counted after the header. */
export function directoryOffset(start: Uint8Array): number {
  if (start.length < 52) return 0;
  const header = Buffer.from(start);
  const sectorBytes = 2 ** Math.min(16, header.readUInt16LE(30));
  return (header.readUInt32LE(48) + 1) * sectorBytes;
}
