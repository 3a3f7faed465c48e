import { isAscii } from 'node:buffer';

const ESCAPE = 0x1b;

/** What a scan of bytes has seen so far. */
export interface Utf8Findings {
  /** Well-formed sequences of two to four bytes. */
  sequences: number;
  /** Bytes that belong to no well-formed sequence, and where the first of them is. */
  faults: number;
  firstFault: number;
  /** Zero bytes, which no text in UTF-8 or an 8-bit encoding holds, and where the first of them is. */
  zeros: number;
  firstZero: number;
  /** Whether there is an escape character (ESC), as in the seven-bit encodings of mail. */
  escape: boolean;
}

/**
 * Checks bytes for UTF-8 as they come, in chunks of any size (Unicode 16, table 3-7: well-formed byte sequences).
 * Counts rather than stops: the counts tell a damaged UTF-8 file from one in another encoding.
 */
export class Utf8Scan {
  readonly findings: Utf8Findings = {
    sequences: 0,
    faults: 0,
    firstFault: -1,
    zeros: 0,
    firstZero: -1,
    escape: false,
  };
  #offset = 0;
  /** Continuation bytes that the open sequence still needs, and the range of the next of them. */
  #needed = 0;
  #lowest = 0x80;
  #highest = 0xbf;
  #sequenceStart = 0;

  /** Takes the next bytes, and says whether they are all ASCII, and no escape sequence. */
  push(bytes: Uint8Array): boolean {
    const isPlain = isAscii(bytes);
    const hasEscape = bytes.includes(ESCAPE);
    this.findings.escape ||= hasEscape;
    if (this.#needed > 0 || !isPlain || bytes.includes(0)) {
      for (let i = 0; i < bytes.length; i++) this.#take(bytes[i] ?? 0, this.#offset + i);
    }
    this.#offset += bytes.length;
    return isPlain && !hasEscape;
  }

  /** Says that there are no more bytes: an open sequence is a fault. */
  end(): Utf8Findings {
    if (this.#needed > 0) this.#fault(this.#sequenceStart);
    this.#needed = 0;
    return this.findings;
  }

  #take(byte: number, offset: number): void {
    if (this.#needed > 0) {
      if (byte >= this.#lowest && byte <= this.#highest) {
        this.#needed -= 1;
        this.#lowest = 0x80;
        this.#highest = 0xbf;
        if (this.#needed === 0) this.findings.sequences += 1;
        return;
      }
      this.#needed = 0;
      this.#fault(this.#sequenceStart);
    }
    if (byte === 0) this.#zero(offset);
    if (byte >= 0x80) this.#startSequence(byte, offset);
  }

  #startSequence(byte: number, offset: number): void {
    this.#sequenceStart = offset;
    this.#needed = byte >= 0xc2 && byte <= 0xdf ? 1 : (byte & 0xf0) === 0xe0 ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
    if (this.#needed === 0) this.#fault(offset);
    this.#lowest = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    this.#highest = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
  }

  #fault(offset: number): void {
    if (this.findings.faults === 0) this.findings.firstFault = offset;
    this.findings.faults += 1;
  }

  #zero(offset: number): void {
    if (this.findings.zeros === 0) this.findings.firstZero = offset;
    this.findings.zeros += 1;
  }
}
