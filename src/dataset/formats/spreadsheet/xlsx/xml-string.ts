/** The text of an `ST_Xstring`: `_x000D_` stands for a character that XML has not, ECMA-376 part 1, 22.9.2.19. */
export function textOfXmlString(written: string): string {
  if (!written.includes('_x')) return written;
  return written.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
