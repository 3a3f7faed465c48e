/** Bits of the header that name the processor, for the formats of native libraries. */
const processors = {
  elf: new Map([
    [0x3e, 'x64'],
    [0xb7, 'arm64'],
  ]),
  macho: new Map([
    [0x01000007, 'x64'],
    [0x0100000c, 'arm64'],
  ]),
  pe: new Map([
    [0x8664, 'x64'],
    [0xaa64, 'arm64'],
  ]),
};

/** The platform that a native library was compiled for, as `linux-x64`, by its own header; null where it is none. */
export function machineOf(library: Buffer): string | null {
  if (library.readUInt32BE(0) === 0x7f454c46) return named('linux', processors.elf.get(library.readUInt16LE(18)));
  if (library.readUInt32LE(0) === 0xfeedfacf) return named('darwin', processors.macho.get(library.readUInt32LE(4)));
  if (library.toString('latin1', 0, 2) !== 'MZ') return null;
  const header = library.readUInt32LE(0x3c);
  return named('win32', processors.pe.get(library.readUInt16LE(header + 4)));
}

function named(system: string, processor: string | undefined): string | null {
  return processor === undefined ? null : `${system}-${processor}`;
}
