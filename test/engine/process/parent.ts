// A shell that starts the engine, prints its process id, leaves a run under way, and waits to be killed.
import { EngineClient } from '../../../src/engine/process/engine-client.ts';
import { rankRequest } from '../../../src/protocol/rank-request.ts';

const signal = AbortSignal.timeout(60_000);
const settings = { endpoint: null, cacheFolder: null, token: null, threads: null, offline: false };
const client = new EngineClient({ entry: process.argv[2] ?? '', settings: async () => settings, log: () => {} });
const { embeddings } = await client.cacheInfo({ signal });
console.log(embeddings.folder.slice('pid:'.length));
await client.rank(rankRequest.parse({ dataset: 'wait', model: 'm' }), { signal });
