import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import type { FakeAccount } from './accounts.ts';
import { answerApi } from './answer-api.ts';
import { answerResolve, answerStorage } from './answer-files.ts';
import { answerLfs, answerStore, type FakeUpload } from './answer-lfs.ts';
import { applyFault } from './apply-fault.ts';
import { Faults } from './faults.ts';
import { RateWindow } from './rate-window.ts';
import { type ReplyTarget, sendFailure } from './reply.ts';
import { type FakeRepository, readRepositories } from './repository.ts';
import { SlowLink } from './slow-link.ts';

/** One request as the fake Hub saw it. */
export interface SeenRequest {
  method: string;
  /** Path and query. */
  url: string;
  /** Host name asked for: the Hub is 127.0.0.1, its storage localhost. */
  host: string;
  headers: IncomingMessage['headers'];
  status: number;
}

/** What a fake Hub serves and how. */
export interface FakeHubOptions {
  /** A folder with `models/<owner>/<name>/…`, `datasets/<owner>/<name>/…` and, if there are any, `renames.json`: old id → id of now. */
  folder?: string;
  repositories?: FakeRepository[];
  /** Old id → id of now, besides those of the folder. */
  renames?: Record<string, string>;
  /** Repositories whose files need `token`. */
  gated?: string[];
  /** The one token that it accepts, of the account `tester`. Default: `hf_test`. */
  token?: string;
  /** Whoever has a token, instead of `tester`. */
  accounts?: FakeAccount[];
  /** Objects from this size on are uploaded in parts, default 50 MB, of `partBytes`, default 20 MB. */
  multipartFrom?: number;
  partBytes?: number;
  /** Larger objects are refused by large file storage. Default: none. */
  largestObject?: number;
  /** Entries of a page of a listing, default 500, or of a tree, default 1000. */
  pageSize?: number;
  /** Waits so long before each answer. Default: 0. */
  latencyMs?: number;
  /** Of all answers together. Default: as fast as it goes. */
  bytesPerSecond?: number;
  /** Requests in a window of `windowSeconds`, for each of `api` and `resolvers`. Default: more than any test makes. */
  quota?: { api: number; resolvers: number; windowSeconds: number };
  port?: number;
}

/** What the answering functions work on. */
export interface FakeHubState {
  options: FakeHubOptions;
  renames: Map<string, string>;
  /** By `model/<id>` and `dataset/<id>`. */
  repositories: Map<string, FakeRepository>;
  /** Objects that were uploaded to large file storage, by repository and hash, and uploads in parts under way. */
  objects: Map<string, Buffer>;
  uploads: Map<string, FakeUpload>;
  /** What repositories were before a push, by `model/<id>@<commit>`: the Hub keeps old commits. */
  earlier: Map<string, FakeRepository>;
  /** Most requests that were being answered at a time. */
  mostAtOnce: number;
  /** Base URLs of the Hub and of its storage. */
  endpoint: string;
  storage: string;
}

/** A Hub on loopback, for tests and the demo. */
export interface FakeHub {
  endpoint: string;
  storage: string;
  requests: SeenRequest[];
  faults: Faults;
  state: FakeHubState;
  /** Makes this the head of its repository, which may be new; the commit before stays. */
  push(repository: FakeRepository): void;
  stop(): Promise<void>;
}

/** Starts a Hub on loopback: the Hub's answers on 127.0.0.1, the storage's on the host name localhost, one port. */
export async function startFakeHub(options: FakeHubOptions = {}): Promise<FakeHub> {
  const all = [
    ...(options.folder === undefined ? [] : readRepositories(options.folder)),
    ...(options.repositories ?? []),
  ];
  const repositories = new Map(all.map((repository) => [`${repository.type}/${repository.id}`, repository]));
  const renames = new Map(Object.entries({ ...readRenames(options.folder), ...options.renames }));
  const state: FakeHubState = {
    options,
    renames,
    repositories,
    earlier: new Map(),
    objects: new Map(),
    uploads: new Map(),
    mostAtOnce: 0,
    endpoint: '',
    storage: '',
  };
  const requests: SeenRequest[] = [];
  let atOnce = 0;
  const faults = new Faults();
  const windows = new RateWindow(options.quota ?? noLimit);
  const link = options.bytesPerSecond === undefined ? null : new SlowLink(options.bytesPerSecond);
  const server = createServer((request, response) => void answer(request, response));
  const sockets = trackSockets(server);
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve),
  );
  const { port } = addressOf(server);
  state.endpoint = `http://127.0.0.1:${port}`;
  state.storage = `http://localhost:${port}`;
  return {
    endpoint: state.endpoint,
    storage: state.storage,
    requests,
    faults,
    state,
    push: (repository) => push(state, repository),
    stop: () => stop(server, sockets),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const host = (request.headers.host ?? '').split(':', 1)[0] ?? '';
    const seen: SeenRequest = { method, url, host, headers: request.headers, status: 0 };
    requests.push(seen);
    state.mostAtOnce = Math.max(state.mostAtOnce, ++atOnce);
    response.on('close', () => {
      seen.status = response.statusCode;
      atOnce -= 1;
    });
    if (options.latencyMs) await delay(options.latencyMs);
    if (host !== 'localhost' && !windows.admit(url, response)) return;
    const fault = faults.take(`${method} ${url}`);
    const faulty = applyFault(fault, request, response);
    if (faulty === null) return;
    const target = link === null ? faulty : link.paced(faulty);
    await answerAt(host, state, request, target).catch((error: unknown) =>
      sendFailure(target, request, { status: 400, message: error instanceof Error ? error.message : String(error) }),
    );
  }
}

/** The storage's answers on its own host, else the Hub's. What cannot be read of a request rejects. */
async function answerAt(
  host: string,
  state: FakeHubState,
  request: IncomingMessage,
  target: ReplyTarget,
): Promise<void> {
  const { method, url = '/' } = request;
  if (host === 'localhost' && method === 'PUT') await answerStore(state, request, target);
  else if (host === 'localhost') answerStorage(state, request, target);
  else if (url.startsWith('/api/') && !url.startsWith('/api/resolve-cache/')) await answerApi(state, request, target);
  else if (url.includes('.git/info/lfs/')) await answerLfs(state, request, target);
  else answerResolve(state, request, target);
}

const noLimit = { api: 1_000_000, resolvers: 1_000_000, windowSeconds: 300 };

function readRenames(folder: string | undefined): Record<string, string> {
  const file = folder === undefined ? '' : join(folder, 'renames.json');
  return existsSync(file) ? z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

/** Makes this the head of its repository, which may be new; the commit before stays. */
export function push({ repositories, earlier }: FakeHubState, repository: FakeRepository): void {
  const key = `${repository.type}/${repository.id}`;
  const before = repositories.get(key);
  if (before !== undefined) earlier.set(`${key}@${before.commit}`, before);
  repositories.set(key, repository);
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake Hub has no port');
  return address;
}

function trackSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

function stop(server: Server, sockets: Set<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}
