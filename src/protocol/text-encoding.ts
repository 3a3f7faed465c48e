import * as z from 'zod';

/** Encodings that text files are read in, by their names in the Encoding Standard where it has one. */
export const textEncoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'utf-32be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-3',
  'iso-8859-4',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-9',
  'iso-8859-10',
  'iso-8859-13',
  'iso-8859-14',
  'iso-8859-15',
  'iso-8859-16',
  'koi8-r',
  'koi8-u',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'euc-kr',
  'macintosh',
  'x-mac-cyrillic',
  'ibm437',
  'ibm850',
  'ibm852',
  'ibm866',
]);

/** An encoding of text files. */
export type TextEncoding = z.infer<typeof textEncoding>;

/** Other names of encodings, as Python, iconv and the Encoding Standard have them; case, `-`, `_` and the like do not count. */
const otherNames: Partial<Record<TextEncoding, string>> = {
  'utf-8': 'utf8 u8 utf-8-sig ascii us-ascii unicode-1-1-utf-8 cp65001',
  'utf-16le': 'utf-16 u16 ucs-2 unicode',
  'utf-32le': 'utf-32 u32 ucs-4',
  'windows-874': 'cp874 tis-620 iso-8859-11 thai',
  'iso-8859-1': 'latin-1 l1 latin cp819 8859',
  'iso-8859-2': 'latin-2 l2',
  'iso-8859-3': 'latin-3 l3',
  'iso-8859-4': 'latin-4 l4',
  'iso-8859-5': 'cyrillic',
  'iso-8859-6': 'arabic',
  'iso-8859-7': 'greek',
  'iso-8859-8': 'hebrew',
  'iso-8859-9': 'latin-5 l5',
  'iso-8859-10': 'latin-6 l6',
  'iso-8859-13': 'latin-7 l7',
  'iso-8859-14': 'latin-8 l8',
  'iso-8859-15': 'latin-9 l9',
  'iso-8859-16': 'latin-10 l10',
  'koi8-r': 'koi8 koi',
  'koi8-u': 'koi8-ru',
  gb18030: 'gbk gb2312 cp936 ms936 windows-936 936 euc-cn',
  big5: 'big5-hkscs big5-tw cp950 ms950 950',
  shift_jis: 'sjis cp932 ms932 932 windows-31j ms-kanji x-sjis',
  'euc-jp': 'ujis x-euc-jp',
  'iso-2022-jp': 'iso-2022-jp-2 jis',
  'euc-kr': 'cp949 ms949 949 uhc windows-949 korean ksc5601 ks_c_5601-1987',
  macintosh: 'mac-roman mac x-mac-roman',
  'x-mac-cyrillic': 'mac-cyrillic x-mac-ukrainian',
  ibm437: 'cp437 437',
  ibm850: 'cp850 850',
  ibm852: 'cp852 852',
  ibm866: 'cp866 866',
};

/** The encoding of a name, as a person or another program writes it (`cp1251`, `latin-1`, `GBK`); null for an unknown name. */
export function textEncodingNamed(name: string): TextEncoding | null {
  const plain = plainName(name);
  return textEncoding.options.find((encoding) => namesOf(encoding).some((other) => plainName(other) === plain)) ?? null;
}

/** All names of an encoding, its own first. */
export function namesOf(encoding: TextEncoding): string[] {
  const page = /^windows-(12\d\d)$/.exec(encoding)?.[1];
  const ofWindows = page === undefined ? [] : [`cp${page}`, `win${page}`, page];
  return [encoding, ...ofWindows, ...(otherNames[encoding]?.split(' ') ?? [])];
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
