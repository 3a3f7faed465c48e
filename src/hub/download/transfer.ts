import type { FileHandle } from 'node:fs/promises';
import { ProblemError } from '../../protocol/problem.ts';
import { writing } from '../cache/cache-problem.ts';
import { BodyPace } from '../requests/body-pace.ts';
import { connectionProblem } from '../requests/connection-problem.ts';
import { readBody } from '../requests/read-body.ts';
import { BodyBroken } from '../requests/silence.ts';
import { wait } from '../requests/wait.ts';
import { type BlobDigest, blobDigest } from './blob-digest.ts';
import type { BlobDownload } from './blob-download.ts';
import type { OpenContent } from './open-file.ts';
import { tooLarge } from './too-large.ts';

/** How often content is fetched anew when its size or digest is wrong. */
const triesForDigest = 2;

/** One file on its way from the Hub to a temporary file, over as many connections as that takes. */
export class Transfer {
  readonly #download: BlobDownload;
  readonly #handle: FileHandle;
  readonly #etag: string;
  readonly #size: number | null;
  readonly #pace: BodyPace;
  /** Opened and not read yet. */
  #opened: OpenContent | null;
  #url: string;
  #received = 0;
  #digest: BlobDigest | null;

  constructor(download: BlobDownload, handle: FileHandle) {
    this.#download = download;
    this.#handle = handle;
    this.#opened = download.opened;
    this.#url = download.opened.url;
    this.#etag = download.opened.etag;
    this.#size = download.opened.size;
    this.#pace = new BodyPace(download.hub, this.#url);
    this.#digest = blobDigest(this.#etag, this.#size);
  }

  /**
   * Receives the whole content and checks it.
   *
   * @throws {ProblemError} hub-file-too-large, hub-corrupt-download, a problem of the Hub or the cache, run-cancelled
   */
  async toEnd(): Promise<void> {
    const { hub, file } = this.#download;
    await this.#takeBeginning();
    for (let attempt = 1; ; attempt++) {
      await this.#receiveAll();
      const damage = await this.#damage();
      if (damage === null) return;
      if (attempt === triesForDigest) throw damage;
      hub.log('warn', `${file.repo}/${file.path} arrived damaged; fetching it again`);
      await this.#restart();
    }
  }

  /** What is there already is checked with the rest: where it is wrong, all is fetched. */
  async #takeBeginning(): Promise<void> {
    const { hub, beginning, opened } = this.#download;
    if (beginning.length === 0 || opened.from !== beginning.length) return;
    await writing(hub, () => this.#write(beginning));
    this.#received = beginning.length;
    this.#digest?.update(beginning);
  }

  async #receiveAll(): Promise<void> {
    let breaks = 0;
    while (true) {
      const before = this.#received;
      try {
        await this.#receiveOnce();
        return;
      } catch (error) {
        if (!(error instanceof BodyBroken)) throw error;
        if (this.#received === this.#size) return;
        breaks = this.#received > before ? 1 : breaks + 1;
        await this.#waitAfterBreak(breaks, error);
      }
    }
  }

  async #receiveOnce(): Promise<void> {
    const { hub, file, limitBytes, signal, onBytes } = this.#download;
    const content = this.#opened ?? (await this.#reopen());
    this.#opened = null;
    this.#url = content.url;
    if (content.from !== this.#received) await this.#restart();
    for await (const chunk of readBody(content.response, this.#pace, signal)) {
      // The Hub does not always say how long a file is, and may say it wrongly.
      if (this.#received + chunk.length > limitBytes) throw tooLarge(file, null, limitBytes);
      await writing(hub, () => this.#write(chunk));
      this.#received += chunk.length;
      this.#digest?.update(chunk);
      onBytes(this.#received);
      if (this.#size !== null && this.#received > this.#size) return;
    }
  }

  /** A write may take less than it is given; the rest is written again. */
  async #write(chunk: Uint8Array): Promise<void> {
    for (let written = 0; written < chunk.length; ) {
      const position = this.#received + written;
      written += (await this.#handle.write(chunk, written, chunk.length - written, position)).bytesWritten;
    }
  }

  async #reopen(): Promise<OpenContent> {
    const { reopen, signal } = this.#download;
    const opened = await reopen(this.#received, signal);
    if (opened.kind === 'open' && opened.etag === this.#etag) return opened;
    if (opened.kind === 'open') await opened.response.body?.cancel();
    throw this.#corrupt(this.#etag, opened.kind === 'open' ? opened.etag : 'nothing');
  }

  async #restart(): Promise<void> {
    await writing(this.#download.hub, () => this.#handle.truncate(0));
    this.#received = 0;
    this.#digest = blobDigest(this.#etag, this.#size);
  }

  async #damage(): Promise<ProblemError | null> {
    if (this.#size !== null && this.#received !== this.#size) {
      return this.#corrupt(`${this.#size} bytes`, `${this.#received} bytes`);
    }
    const digest = this.#digest ?? (await this.#digestOfFile());
    const found = digest?.found() ?? this.#etag;
    return found === this.#etag ? null : this.#corrupt(this.#etag, found);
  }

  /** Git's digest of a file whose size was not known before its end; such files are small. */
  async #digestOfFile(): Promise<BlobDigest | null> {
    const digest = blobDigest(this.#etag, this.#received);
    if (digest !== null) digest.update(await this.#handle.readFile());
    return digest;
  }

  #corrupt(expected: string, found: string): ProblemError {
    const { repo, path } = this.#download.file;
    return new ProblemError({ area: 'hub', code: 'hub-corrupt-download', repo, path, expected, found });
  }

  async #waitAfterBreak(breaks: number, cause: BodyBroken): Promise<void> {
    const { hub, signal } = this.#download;
    const waitMs = hub.timing.retryMs[breaks - 1];
    if (waitMs === undefined) throw new ProblemError(connectionProblem(hub, this.#url, cause), { cause });
    await wait(hub, waitMs, { asked: false, signal });
  }
}
