import { crc32, deflateRawSync } from 'node:zlib';

/** How one part of an archive is written: its content, or its content with what its headers say wrongly or oddly. */
export type ZipPart = string | Uint8Array | { content: Uint8Array; stored?: boolean; flags?: number; bytes?: number };

/** A ZIP archive (APPNOTE 4.3) of parts by their names. */
export function zipBytes(parts: Readonly<Record<string, ZipPart>>): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, part] of Object.entries(parts)) {
    const { content, stored = false, flags = 0, bytes } = partOf(part);
    const packed = stored ? Buffer.from(content) : deflateRawSync(content);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(flags, 2);
    header.writeUInt16LE(stored ? 0 : 8, 4);
    header.writeUInt32LE(crc32(content), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(bytes ?? content.length, 18);
    header.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), header, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), header, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function partOf(part: ZipPart): Exclude<ZipPart, string | Uint8Array> {
  if (typeof part === 'string') return { content: Buffer.from(part) };
  return part instanceof Uint8Array ? { content: part } : part;
}
