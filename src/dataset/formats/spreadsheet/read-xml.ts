import { TextDecoder } from 'node:util';
import { Parser } from 'htmlparser2';

/** Attributes of an element by their names with prefixes. */
export type Attributes = Readonly<Record<string, string>>;

/** Hears what an XML document holds, in its order. Names keep their prefixes. */
export interface XmlListener {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/** Elements within each other: a workbook has some twenty, text with its own formats a few more. */
const DEPTH_LIMIT = 256;

/** Letters of one tag: nothing may grow in memory that no event ends. */
const TAG_LIMIT = 1 << 24;

/**
 * Reads an XML document as it arrives, and yields after each chunk, so that what was heard of it can be taken. Declared entities are
 * never expanded: no format of spreadsheets has any.
 * @throws Error where it is no XML, is cut off, or is built to fill the memory.
 */
export async function* readXml(chunks: AsyncIterable<Uint8Array>, listener: XmlListener): AsyncGenerator<void> {
  const reader = new XmlReader(listener);
  let decoder: TextDecoder | null = null;
  for await (const chunk of chunks) {
    decoder ??= decoderOf(chunk);
    reader.write(decoder.decode(chunk, { stream: true }));
    yield;
  }
  reader.write(decoder?.decode() ?? '');
  reader.end();
  yield;
}

/** UTF-8, or UTF-16 where the document begins with its byte order mark: XML 1.0, 4.3.3. */
function decoderOf(start: Uint8Array): TextDecoder {
  const [first, second] = start;
  const name =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(name, { fatal: true });
}

class XmlReader {
  readonly #parser: Parser;
  #depth = 0;
  #roots = 0;
  #isEnding = false;
  /** Letters since the last event. */
  #pending = 0;

  constructor(listener: XmlListener) {
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => {
          this.#pending = 0;
          this.#roots += this.#depth === 0 ? 1 : 0;
          this.#depth += 1;
          if (this.#depth > DEPTH_LIMIT)
            throw new Error(`its elements stand in each other more than ${DEPTH_LIMIT} deep`);
          listener.open(name, attributes);
        },
        onclosetag: (name) => {
          this.#pending = 0;
          this.#depth -= 1;
          if (this.#isEnding) throw new Error(`its element <${name}> does not end`);
          listener.close(name);
        },
        ontext: (text) => {
          this.#pending = 0;
          // XML 1.0, 2.11: line ends are one character.
          listener.text(text.length > 1 && text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text);
        },
        oncomment: () => this.#note(),
        onprocessinginstruction: () => this.#note(),
      },
      { xmlMode: true, decodeEntities: true },
    );
  }

  write(text: string): void {
    this.#pending += text.length;
    this.#parser.write(text);
    if (this.#pending > TAG_LIMIT) throw new Error('it holds a tag that does not end');
  }

  end(): void {
    this.#isEnding = true;
    this.#parser.end();
    if (this.#roots === 0) throw new Error('one of its parts is no XML');
  }

  #note(): void {
    this.#pending = 0;
  }
}
