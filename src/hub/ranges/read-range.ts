import { ProblemError } from '../../protocol/problem.ts';
import type { RepositoryFile } from '../cache/layout.ts';
import { fileUrl, type OpenContent } from '../download/open-file.ts';
import type { Hub } from '../hub.ts';
import { inTurn } from '../in-turn.ts';
import { BodyPace } from '../requests/body-pace.ts';
import { connectionProblem } from '../requests/connection-problem.ts';
import { readBody } from '../requests/read-body.ts';
import { BodyBroken } from '../requests/silence.ts';
import { wait } from '../requests/wait.ts';
import { keepRange, keptRange } from './range-cache.ts';
import type { RemoteFile } from './remote-file.ts';

/** A part of a file of a known commit. */
export interface RangeParams {
  remote: RemoteFile;
  /** Under which name its parts are kept. */
  key: string;
  /** What is known of the file's content: a server that gives another file is not believed. Null: nothing yet. */
  digest: string | null;
  start: number;
  /** Exclusive. */
  end: number;
  signal: AbortSignal;
  /** The problem of a file that is not there. Default: that it was listed. */
  absent?: (() => ProblemError) | undefined;
  /** Told what the Hub says of the file. */
  onOpened?: (opened: OpenContent) => void;
}

/**
 * The bytes from `start` to `end` of a file: kept from before, or by one range request; fewer where the file ends before.
 *
 * @returns null where the server sends the whole file whatever range is asked for; nothing of it was read then
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function readRange(params: RangeParams): Promise<Uint8Array | null> {
  const { remote, signal } = params;
  const { hub, file } = remote;
  const kept = await keptRange({ ...params, hub });
  if (kept !== null) return kept;
  if (hub.settings.offline) throw notCached(file);
  const fetched = await inTurn(hub.downloads, signal, () => fetchRange(params));
  if (fetched !== null) await keepRange({ ...params, hub, end: params.start + fetched.length }, fetched);
  return fetched;
}

async function fetchRange({
  remote,
  digest,
  start,
  end,
  signal,
  absent,
  onOpened,
}: RangeParams): Promise<Uint8Array | null> {
  const { hub, file } = remote;
  let bytes = new Uint8Array(end - start);
  let received = 0;
  const pace = new BodyPace(hub, fileUrl(hub.settings.endpoint, file));
  for (let breaks = 0; ; ) {
    const before = received;
    const opened = await remote.open(start + received, signal, end);
    if (opened.kind === 'absent') throw absent?.() ?? wrongFile(hub, file, 'no such file');
    try {
      if (!opened.isPart) return null;
      if (opened.from !== start + received) throw wrongFile(hub, file, 'another part than was asked for');
      if (digest !== null && opened.etag !== digest) throw wrongFile(hub, file, 'another file than was listed');
      onOpened?.(opened);
      if (opened.size !== null && opened.size < end) bytes = bytes.subarray(0, Math.max(received, opened.size - start));
      for await (const chunk of readBody(opened.response, pace, signal)) {
        const wanted = chunk.subarray(0, bytes.length - received);
        bytes.set(wanted, received);
        received += wanted.length;
        if (received === bytes.length) return bytes;
      }
      throw new BodyBroken(null);
    } catch (error) {
      if (!(error instanceof BodyBroken)) throw error;
      // A line that gives something each time gives all in the end.
      breaks = received > before ? 1 : breaks + 1;
      await waitAfterBreak({ hub, opened, breaks, signal, cause: error });
    } finally {
      await opened.response.body?.cancel().catch(() => {});
    }
  }
}

async function waitAfterBreak(params: {
  hub: Hub;
  opened: OpenContent;
  breaks: number;
  signal: AbortSignal;
  cause: BodyBroken;
}): Promise<void> {
  const { hub, opened, breaks, signal, cause } = params;
  const waitMs = hub.timing.retryMs[breaks - 1];
  if (waitMs === undefined) throw new ProblemError(connectionProblem(hub, opened.url, cause), { cause });
  await wait(hub, waitMs, { asked: false, signal });
}

function notCached({ repo, path }: RepositoryFile): ProblemError {
  return new ProblemError({ area: 'hub', code: 'hub-offline-not-cached', repo, path });
}

function wrongFile(hub: Hub, { repo, repoType, path }: RepositoryFile, reason: string): ProblemError {
  const url = `${hub.settings.endpoint}/${repoType === 'dataset' ? 'datasets/' : ''}${repo}`;
  return new ProblemError({ area: 'hub', code: 'hub-bad-response', url, reason: `${path}: ${reason}` });
}
