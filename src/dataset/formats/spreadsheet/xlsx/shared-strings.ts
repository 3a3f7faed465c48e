import { ProblemError } from '../../../../protocol/problem.ts';
import { ROW_LIMIT_BYTES } from '../../reading-limits.ts';
import { readXml } from '../read-xml.ts';
import { StringStore } from '../string-store.ts';
import type { ZipParts } from '../zip-parts.ts';
import { localName } from './relationships.ts';
import { textOfXmlString } from './xml-string.ts';

/** Different texts of a workbook are in memory together; more than this are read from a file of another format. */
const TEXTS_LIMIT_BYTES = 1 << 27;
const TEXTS_LIMIT = 1 << 23;

/**
 * Reads the texts that cells share (ECMA-376 part 1, 18.4.9). How a word is pronounced is left out.
 * @throws ProblemError `dataset-sheet-too-large`, `dataset-damaged-file`.
 */
export async function readSharedStrings(parts: ZipParts, part: string, signal?: AbortSignal): Promise<StringStore> {
  const texts = new StringStore();
  const listener = new SharedStringListener(texts);
  for await (const _ of readXml(parts.chunks(part, signal), listener)) {
    if (texts.bytes <= TEXTS_LIMIT_BYTES && texts.length <= TEXTS_LIMIT) continue;
    const facts = { file: parts.file, limitBytes: TEXTS_LIMIT_BYTES };
    throw new ProblemError({ area: 'dataset', code: 'dataset-sheet-too-large', ...facts });
  }
  return texts;
}

class SharedStringListener {
  readonly #texts: StringStore;
  #text = '';
  #isText = false;
  #isPhonetic = false;

  constructor(texts: StringStore) {
    this.#texts = texts;
  }

  open(tag: string): void {
    const name = localName(tag);
    if (name === 'si') this.#text = '';
    else if (name === 'rPh') this.#isPhonetic = true;
    else if (name === 't') this.#isText = !this.#isPhonetic;
  }

  close(tag: string): void {
    const name = localName(tag);
    if (name === 'si') this.#texts.push(textOfXmlString(this.#text));
    else if (name === 'rPh') this.#isPhonetic = false;
    else if (name === 't') this.#isText = false;
  }

  text(text: string): void {
    if (!this.#isText) return;
    this.#text += text;
    if (this.#text.length > ROW_LIMIT_BYTES) throw new Error('it holds a text of more than 32 MB');
  }
}
