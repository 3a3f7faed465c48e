/** Bytes that become one string at a time: arguments of a call are limited. */
const chunkBytes = 8192;

/** The bytes in base64 (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let begin = 0; begin < bytes.length; begin += chunkBytes) {
    text += String.fromCharCode(...bytes.subarray(begin, begin + chunkBytes));
  }
  return btoa(text);
}
