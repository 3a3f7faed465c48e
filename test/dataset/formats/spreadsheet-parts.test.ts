import { describe, expect, it } from 'vitest';
import { openTable } from '../../../src/dataset/formats/open-table.ts';
import { showsDate } from '../../../src/dataset/formats/spreadsheet/xlsx/date-styles.ts';
import { Opaque } from '../../../src/dataset/table/values.ts';
import { memorySource, problemOf } from '../memory-source.ts';
import { odsBytes, sheetXml, xlsxBytes } from '../spreadsheet-bytes.ts';
import { zipBytes } from '../zip-bytes.ts';

async function read(bytes: Uint8Array, { name = 'rows.xlsx', wanted = [] as string[] } = {}) {
  for (const sizes of [[3, 1000], []]) {
    const table = await openTable(memorySource(name, bytes, sizes), { wanted });
    const names = table.columns.map((column) => column.name);
    const cells = [];
    for await (const batch of table.rows(names)) cells.push(...batch.map(({ values }) => values));
    if (sizes.length === 0) return { names, cells, warnings: table.warnings };
  }
  throw new Error('unreachable');
}

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const header = `<row>${text('text')}${text('label')}</row>`;
const shared = (items: string) => ({ parts: { 'xl/sharedStrings.xml': `<sst>${items}</sst>` } });

describe('the parts of a workbook', () => {
  it('reads rows and cells without places, with prefixes, and in CDATA', async () => {
    const rows = `<x:row><x:c t="str"><x:v>text</x:v></x:c><x:c t="str"><x:v>label</x:v></x:c></x:row>
      <x:row><x:c t="str"><x:v><![CDATA[a < b & c]]></x:v></x:c><x:c/></x:row><x:row/><x:row r="9"><x:c r="B9"><x:v>7</x:v></x:c></x:row>`;
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData>${rows}</x:sheetData></x:worksheet>`;
    const { names, cells } = await read(xlsxBytes(sheet));
    expect(names).toEqual(['text', 'label']);
    expect(cells).toEqual([
      ['a < b & c', null],
      [null, '7'],
    ]);
  });

  it('joins rich text, leaves out how it is pronounced, and takes escaped characters for what they are', async () => {
    const items = `<si><t>text</t></si><si><t>label</t></si>
      <si><r><t xml:space="preserve">Tok</t></r><r><rPr><b/></rPr><t>yo</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>
      <si><t>one_x000D_\r\ntwo_x005F_x000D_&#10;&amp;amp;</t></si>`;
    const rows = [0, 2].map((i) => `<row><c t="s"><v>${i}</v></c><c t="s"><v>${i + 1}</v></c></row>`).join('');
    const { cells } = await read(xlsxBytes(sheetXml(rows), shared(items)));
    expect(cells).toEqual([['Tokyo', 'one\r\ntwo_x000D_\n&amp;']]);
  });

  it('reads UTF-16', async () => {
    const sheet = Buffer.from(`\ufeff${sheetXml(`${header}<row>${text('Größe')}${text('x')}</row>`)}`, 'utf16le');
    expect((await read(xlsxBytes(sheet))).cells).toEqual([['Größe', 'x']]);
  });

  it('takes numbers as Excel writes them, and dates by their style', async () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm"/><numFmt numFmtId="171" formatCode="0 &quot;days&quot;"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>`;
    const number = (value: string, style: number) => `<c s="${style}"><v>${value}</v></c>`;
    const rows = [
      number('0.30000000000000004', 0),
      number('3', 0),
      number('1E+21', 0),
      number('-0', 0),
      number('45351', 1),
    ];
    const more = [number('45351.5', 2), number('12', 3), number('1', 1), number('60', 1), number('0.75', 1)];
    const names = [...'abcde'].map(text).join('');
    const sheet = sheetXml(`<row>${names}</row><row>${rows.join('')}</row><row>${more.join('')}</row>`);
    const date = (preview: string) => new Opaque('date', preview);
    expect((await read(xlsxBytes(sheet, { parts: { 'xl/styles.xml': styles } }))).cells).toEqual([
      ['0.30000000000000004', '3', '1e+21', '0', date('2024-02-29')],
      [date('2024-02-29T12:00:00'), '12', date('1900-01-01'), date('1900-02-28'), date('18:00:00')],
    ]);
    const mac = xlsxBytes(sheet, { parts: { 'xl/styles.xml': styles }, workbookPr: '<workbookPr date1904="1"/>' });
    expect((await read(mac)).cells[0]?.at(-1)).toEqual(date('2028-03-01'));
  });

  it.each([
    ['dd.mm.yyyy', true],
    ['[h]:mm', true],
    ['[$-409]d-mmm;@', true],
    ['General', false],
    ['Standard', false],
    ['[Red]0.00', false],
    ['0.00 "days"', false],
    ['#,##0\\ \\d', false],
    ['0.00E+00', false],
  ])('knows whether %s shows a date', (code, isDate) => {
    expect(showsDate(code)).toBe(isDate);
  });

  it('takes the row with the wanted columns for the header, and names those without', async () => {
    const rows = `<row>${text('source')}${text('tool')}</row>${header}<row>${text('a')}${text('x')}<c><v>1</v></c></row>`;
    const { names, cells, warnings } = await read(xlsxBytes(sheetXml(rows)), { wanted: ['label'] });
    expect(names).toEqual(['text', 'label', 'Unnamed: 2']);
    expect(cells).toEqual([['a', 'x', '1']]);
    expect(warnings).toEqual([{ code: 'dataset-rows-above-table', detail: { rows: 1, first: 'source' } }]);
  });

  it('says that no row names the columns', async () => {
    const rows = [1, 2, 3, 4].map((i) => `<row>${text(`t${i}`)}<c><v>${i}</v></c></row>`).join('');
    const { names, cells, warnings } = await read(xlsxBytes(sheetXml(rows)));
    expect(names).toEqual(['column 1', 'column 2']);
    expect(cells).toHaveLength(4);
    expect(warnings).toEqual([{ code: 'dataset-no-header', detail: { columns: names } }]);
  });

  it('gives only the rows that are needed, in the columns that are asked for', async () => {
    const rows = Array.from({ length: 900 }, (_, i) => `<row>${text(`t${i + 1}`)}<c><v>${i + 1}</v></c></row>`);
    const table = await openTable(memorySource('rows.xlsx', xlsxBytes(sheetXml(header + rows.join(''))), [500]));
    const needed = [
      { first: 5, last: 6 },
      { first: 400, last: 400 },
    ];
    const found = [];
    for await (const batch of table.rows(['label'], { needed })) found.push(...batch);
    expect(found).toEqual([5, 6, 400].map((number) => ({ number, values: [String(number)], fault: null })));
  });

  it.each<[string, Uint8Array, string]>([
    ['no workbook', zipBytes({ 'xl/other.xml': '<a/>' }), 'it holds no workbook'],
    ['a text that is not there', xlsxBytes(sheetXml('<row><c t="s"><v>3</v></c></row>')), 'no shared text 3'],
    ['a number that is none', xlsxBytes(sheetXml('<row><c><v>one</v></c></row>')), '"one" is no number'],
    [
      'a cell beyond all columns',
      xlsxBytes(sheetXml('<row><c r="ZZZ1"><v>1</v></c></row>')),
      'no place for the cell "ZZZ1"',
    ],
    ['elements without an end', xlsxBytes('<worksheet><sheetData><row>'), 'does not end'],
    ['nested elements', xlsxBytes('<a>'.repeat(1000)), 'more than 256 deep'],
    ['a part that grows', xlsxBytes({ content: Buffer.from(sheetXml(header)), bytes: 10 }), 'larger than it says'],
    ['no XML', xlsxBytes('just text'), 'no XML'],
  ])('names what is wrong with %s', async (_, bytes, reason) => {
    const problem = await problemOf(read(bytes));
    expect(problem).toMatchObject({ code: 'dataset-damaged-file', format: 'xlsx' });
    expect(problem).toHaveProperty('reason', expect.stringContaining(reason));
  });

  it('refuses what would fill disk or memory, and expands no entities', async () => {
    const zeros = { content: Buffer.alloc(1 << 20), bytes: 2 ** 31 };
    const bomb = { code: 'dataset-unpacks-too-large', part: 'xl/worksheets/one.xml', bytes: 2 ** 31 };
    expect(await problemOf(read(xlsxBytes(zeros)))).toMatchObject(bomb);
    const doctype = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>';
    const rows = `${header}<row>${text('&c; &#x26;')}${text('x')}</row>`;
    expect((await read(xlsxBytes(`${doctype}${sheetXml(rows)}`))).cells).toEqual([['&c; &', 'x']]);
  });

  it('tells a binary workbook, an encrypted part and other archives', async () => {
    const rels =
      '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>';
    const binary = read(zipBytes({ '_rels/.rels': rels, 'xl/workbook.bin': 'x' }), { name: 'rows.xlsb' });
    expect(await problemOf(binary)).toMatchObject({ code: 'dataset-unsupported-format', found: 'spreadsheet' });
    const locked = read(xlsxBytes({ content: Buffer.from(sheetXml(header)), flags: 1 }));
    expect(await problemOf(locked)).toMatchObject({ code: 'dataset-protected-spreadsheet' });
    const zip = { code: 'dataset-unsupported-format', found: 'zip' };
    expect(await problemOf(read(zipBytes({ 'word/document.xml': '<a/>' })))).toMatchObject(zip);
    expect(await problemOf(read(zipBytes({ 'rows.csv': 'a,b' }), { name: 'rows.zip' }))).toMatchObject(zip);
    const csv = problemOf(read(Buffer.from('text,label\na,b\n')));
    expect(await csv).toMatchObject({ code: 'dataset-wrong-extension', format: 'xlsx' });
  });
});

describe('the parts of an OpenDocument spreadsheet', () => {
  const string = (content: string, more = '') =>
    `<table:table-cell office:value-type="string" ${more}><text:p>${content}</text:p></table:table-cell>`;
  const row = (cells: string, more = '') => `<table:table-row ${more}>${cells}</table:table-row>`;
  const table = (rows: string, name = 'Data', more = '') =>
    `<table:table table:name="${name}" ${more}>${rows}</table:table>`;
  const names = row(string('text') + string('label'));
  const ods = { name: 'rows.ods' };

  it('reads white space, paragraphs and links, and no comments', async () => {
    const content = `  one\n  two <text:s text:c="3"/>three<text:tab/><text:span>f<text:a>ou</text:a>r</text:span> </text:p><text:p>five<text:line-break/>six`;
    const comment = '<office:annotation><text:p>a comment</text:p></office:annotation>';
    const commented = `<table:table-cell office:value-type="string">${comment}<text:p>x</text:p></table:table-cell>`;
    const { cells } = await read(odsBytes(table(names + row(string(content) + commented))), ods);
    expect(cells).toEqual([['one two    three\tfour\nfive\nsix', 'x']]);
  });

  it('repeats cells and rows, and skips the empty ones that fill a sheet', async () => {
    const empty = '<table:table-cell table:number-columns-repeated="16000"/>';
    const twice = row(string('a', 'table:number-columns-repeated="2"') + empty, 'table:number-rows-repeated="300"');
    const filling = row(empty, 'table:number-rows-repeated="1000000"');
    const { names: columns, cells } = await read(odsBytes(table(names + filling + twice + row(empty))), ods);
    expect(columns).toEqual(['text', 'label']);
    expect(cells).toEqual(Array.from({ length: 300 }, () => ['a', 'a']));
  });

  it('reads values, not how they are shown', async () => {
    const cell = (attributes: string, shown: string) =>
      `<table:table-cell ${attributes}><text:p>${shown}</text:p></table:table-cell>`;
    const values = [
      cell('office:value-type="percentage" office:value="0.125"', '12.50%'),
      cell('office:value-type="boolean" office:boolean-value="true"', 'WAHR'),
      cell('office:value-type="date" office:date-value="2024-02-29T12:00:00"', '29.02.24'),
      cell('office:value-type="time" office:time-value="PT3H04M05.000S"', '03:04'),
      cell('office:value-type="string" calcext:value-type="error"', '#N/A'),
      cell('office:value-type="float" office:value="3"', '3,00 €'),
    ];
    const header = row([...'abcdef'].map((name) => string(name)).join(''));
    const { names: columns, cells } = await read(odsBytes(table(header + row(values.join('')))), ods);
    expect(columns).toEqual([...'abcdef']);
    const date = (preview: string) => new Opaque('date', preview);
    expect(cells).toEqual([['0.125', 'True', date('2024-02-29T12:00:00'), date('03:04:05'), null, '3']]);
  });

  it('takes the first sheet that is shown, and tells of others and of merged cells', async () => {
    const styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>';
    const merged =
      row(string('a') + string('x', 'table:number-rows-spanned="2"')) +
      row(`${string('b')}<table:covered-table-cell/>`);
    const tables = table('', 'Hidden', 'table:style-name="ta2"') + table(names + merged) + table('', 'Other');
    const { cells, warnings } = await read(odsBytes(tables, {}, styles), ods);
    expect(cells).toEqual([
      ['a', 'x'],
      ['b', null],
    ]);
    expect(warnings).toEqual([
      { code: 'dataset-several-sheets', detail: { sheet: 'Data', sheets: ['Hidden', 'Data', 'Other'] } },
      { code: 'dataset-merged-cells', detail: { count: 1, ranges: ['B2:B3'] } },
    ]);
  });

  it('is told by its type whatever its name is, and says that it is protected', async () => {
    expect((await read(odsBytes(table(names + row(string('a')))))).cells).toEqual([['a', null]]);
    const manifest =
      '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    const locked = { code: 'dataset-protected-spreadsheet', file: 'rows.ods' };
    expect(await problemOf(read(odsBytes('', { 'META-INF/manifest.xml': manifest }), ods))).toMatchObject(locked);
  });

  it('names what is wrong', async () => {
    const rows = row(string('a'), 'table:number-rows-repeated="2000000"');
    const problem = await problemOf(read(odsBytes(table(names + rows)), ods));
    expect(problem).toMatchObject({ code: 'dataset-damaged-file', reason: 'it has more than 1048576 rows' });
  });
});
