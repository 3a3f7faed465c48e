/** Decodes UTF-32 as it comes (Unicode 16, D90). Throws a TypeError for what is no character, as TextDecoder does. */
export class Utf32Decoder {
  readonly #littleEndian: boolean;
  #open: Uint8Array = new Uint8Array();

  constructor(littleEndian: boolean) {
    this.#littleEndian = littleEndian;
  }

  write(chunk: Uint8Array): string {
    const bytes = this.#open.length === 0 ? chunk : Buffer.concat([this.#open, chunk]);
    const whole = bytes.length - (bytes.length % 4);
    this.#open = Uint8Array.from(bytes.subarray(whole));
    const view = new DataView(bytes.buffer, bytes.byteOffset, whole);
    const letters: string[] = [];
    for (let i = 0; i < whole; i += 4) letters.push(letterOf(view.getUint32(i, this.#littleEndian)));
    return letters.join('');
  }

  end(): string {
    if (this.#open.length > 0) throw new TypeError('the text ends within a character');
    return '';
  }
}

function letterOf(code: number): string {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new TypeError('no character');
  return String.fromCodePoint(code);
}
