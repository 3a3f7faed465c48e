import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { EngineClient } from '../engine/process/engine-client.ts';
import { serveOnStdio } from './serve-on-stdio.ts';

// Entry of the server that the extension brings along, `dist/mcp.js`: it shares the engine that lies beside it, instead of holding one of its own.

/** As the extension passes them; the token comes in the environment. */
const settings = z.object({
  endpoint: z.string().nullable().default(null),
  cacheFolder: z.string().nullable().default(null),
  threads: z.number().nullable().default(null),
  offline: z.boolean().default(false),
});

const given = settings.parse(JSON.parse(process.argv[2] ?? '{}'));
const say = (line: string) => void process.stderr.write(`${line}\n`);
const engine = new EngineClient({
  entry: join(dirname(fileURLToPath(import.meta.url)), 'engine.js'),
  settings: async () => ({ ...given, token: null }),
  log: ({ level, line }) => say(`${level}: ${line}`),
});
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
await serveOnStdio(
  {
    engine,
    version: process.env.ITR_VERSION ?? '0.0.0-source',
    named: [],
    workingFolder: process.cwd(),
    onDefect: (error) => say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  },
  { input: process.stdin, output: process.stdout, signal: stop.signal },
);
await engine.dispose();
