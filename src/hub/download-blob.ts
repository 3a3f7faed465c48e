import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ProblemError } from '../protocol/problem.ts';
import { type BlobDigest, blobDigest } from './blob-digest.ts';
import type { RepositoryFile } from './cache-layout.ts';
import { errorCode, temporaryName, writing } from './cache-writes.ts';
import { throwIfCancelled } from './cancelled.ts';
import type { Hub } from './hub.ts';
import { type OpenedFile, openFile } from './open-file.ts';
import { readChunks } from './read-chunks.ts';
import { connectionProblem } from './request.ts';

type OpenContent = Extract<OpenedFile, { kind: 'open' }>;

/** How often content is fetched anew when its digest is wrong. */
const triesForDigest = 2;

/**
 * Writes the content of an opened file to `blob` (named by its digest): to a temporary name that no other process uses, checked while it
 * streams, renamed into place only when size and digest are right. A broken connection is taken up where it broke.
 *
 * @throws {ProblemError} hub-corrupt-download, a problem of the Hub or the cache, run-cancelled. Nothing is left behind then
 */
export async function downloadBlob(params: {
  hub: Hub;
  file: RepositoryFile;
  opened: OpenContent;
  blob: string;
  signal: AbortSignal;
  onBytes: (bytes: number) => void;
}): Promise<void> {
  const { hub, blob } = params;
  const temporary = temporaryName(blob);
  const handle = await writing(hub, () => open(temporary, 'wx+', 0o644));
  try {
    await new Transfer(params, handle).toEnd();
    await handle.close();
    await writing(hub, () => rename(temporary, blob));
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Whether a blob is there with the right size. Its content was checked when it was written. */
export async function hasBlob(blob: string, size: number | null): Promise<boolean> {
  try {
    const found = await stat(blob);
    return size === null || found.size === size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

class Transfer {
  readonly #hub: Hub;
  readonly #file: RepositoryFile;
  readonly #signal: AbortSignal;
  readonly #onBytes: (bytes: number) => void;
  readonly #handle: FileHandle;
  readonly #etag: string;
  #size: number | null;
  #opened: OpenContent | null;
  #received = 0;
  #digest: BlobDigest | null = null;

  constructor(params: Parameters<typeof downloadBlob>[0], handle: FileHandle) {
    this.#hub = params.hub;
    this.#file = params.file;
    this.#signal = params.signal;
    this.#onBytes = params.onBytes;
    this.#handle = handle;
    this.#etag = params.opened.etag;
    this.#size = params.opened.size;
    this.#opened = params.opened;
  }

  async toEnd(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.#receiveAll();
      const damage = await this.#damage();
      if (damage === null) return;
      if (attempt === triesForDigest) throw damage;
      this.#hub.log('warn', `${this.#file.repo}/${this.#file.path} arrived damaged; fetching it again`);
      await this.#restart();
    }
  }

  /** Receives until the announced size, over as many connections as that takes. */
  async #receiveAll(): Promise<void> {
    let breaks = 0;
    while (true) {
      const before = this.#received;
      try {
        await this.#receiveOnce();
        return;
      } catch (cause) {
        throwIfCancelled(this.#signal);
        if (cause instanceof ProblemError || !isConnectionError(cause)) throw cause;
        breaks = this.#received > before ? 0 : breaks + 1;
        await this.#waitAfterBreak(breaks, cause);
      }
    }
  }

  async #receiveOnce(): Promise<void> {
    const content = this.#opened ?? (await this.#reopen());
    this.#opened = null;
    if (this.#received > 0 && !content.partial) await this.#restart();
    if (this.#size !== null) this.#digest ??= blobDigest(this.#etag, this.#size);
    for await (const chunk of readChunks(content.response, this.#hub.timing.idleBodyMs, this.#signal)) {
      await writing(this.#hub, () => this.#write(chunk));
      this.#received += chunk.length;
      this.#digest?.update(chunk);
      this.#onBytes(this.#received);
    }
  }

  /** A write may take less than it is given; the rest is written again. */
  async #write(chunk: Uint8Array): Promise<void> {
    for (let written = 0; written < chunk.length; ) {
      const { bytesWritten } = await this.#handle.write(
        chunk,
        written,
        chunk.length - written,
        this.#received + written,
      );
      written += bytesWritten;
    }
  }

  async #reopen(): Promise<OpenContent> {
    const opened = await openFile(this.#hub, this.#file, this.#received, this.#signal);
    if (opened.kind === 'open' && opened.etag === this.#etag) return opened;
    const found = opened.kind === 'open' ? opened.etag : 'nothing';
    throw this.#corrupt(this.#etag, found);
  }

  async #restart(): Promise<void> {
    await this.#handle.truncate(0);
    this.#received = 0;
    this.#digest = null;
  }

  async #damage(): Promise<ProblemError | null> {
    if (this.#size !== null && this.#received !== this.#size) {
      return this.#corrupt(`${this.#size} bytes`, `${this.#received} bytes`);
    }
    const digest = this.#digest ?? (await this.#digestOfFile());
    const found = digest?.found() ?? this.#etag;
    return found === this.#etag ? null : this.#corrupt(this.#etag, found);
  }

  /** The digest of a file whose size was not known before its end; such files are small. */
  async #digestOfFile(): Promise<BlobDigest | null> {
    const digest = blobDigest(this.#etag, this.#received);
    digest?.update(await this.#handle.readFile());
    return digest;
  }

  #corrupt(expected: string, found: string): ProblemError {
    const { repo, path } = this.#file;
    return new ProblemError({ area: 'hub', code: 'hub-corrupt-download', repo, path, expected, found });
  }

  async #waitAfterBreak(breaks: number, cause: unknown): Promise<void> {
    const waitMs = this.#hub.timing.retryMs[Math.max(0, breaks - 1)];
    if (waitMs === undefined || breaks > this.#hub.timing.retryMs.length) {
      throw new ProblemError(connectionProblem(this.#hub, cause), { cause });
    }
    await delay(waitMs, undefined, { signal: this.#signal }).catch(() => throwIfCancelled(this.#signal));
  }
}

/** Whether a body broke off, as against a defect of this program: undici throws `TypeError: terminated` and errors with a cause. */
function isConnectionError(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'TypeError' || error.name === 'BodySilent' || error.cause !== undefined || errorCode(error) !== '')
  );
}
