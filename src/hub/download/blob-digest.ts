import { createHash, type Hash } from 'node:crypto';

/** Checks content against the name the Hub gave it. */
export interface BlobDigest {
  update(chunk: Uint8Array): void;
  /** What was received, in the same form as the ETag. */
  found(): string;
}

/** An ETag without `W/` and quotes (huggingface_hub, `_normalize_etag`). */
export function normalizeEtag(etag: string): string {
  return etag.replace(/^W\//, '').replaceAll('"', '');
}

/** Whether a normalised ETag can name a file: it comes from a server. */
export function isBlobName(etag: string): boolean {
  return /^[A-Za-z0-9_-][\w.-]{0,200}$/.test(etag);
}

/**
 * The digest that an ETag of the Hub is: sha256 of the content for files in large file storage, git's sha1 of `blob <size>\0` and the
 * content for others (huggingface_hub, `utils/_verification.py`).
 *
 * @param size bytes of the content, needed for git's; null where not known yet
 * @returns null where the size is needed and not known, and where the ETag is neither, as on some mirrors
 */
export function blobDigest(etag: string, size: number | null): BlobDigest | null {
  const hash = hashFor(etag, size);
  if (hash === null) return null;
  return { update: (chunk) => void hash.update(chunk), found: () => hash.digest('hex') };
}

function hashFor(etag: string, size: number | null): Hash | null {
  if (/^[0-9a-f]{64}$/.test(etag)) return createHash('sha256');
  if (/^[0-9a-f]{40}$/.test(etag) && size !== null) return createHash('sha1').update(`blob ${size}\0`);
  return null;
}
