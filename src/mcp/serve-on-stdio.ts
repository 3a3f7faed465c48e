import { PassThrough, type Readable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createServer, type ServerFacts } from './create-server.ts';

/** The streams that a client holds the other ends of. Nothing else may write to `output`. */
export interface ServerStreams {
  input: Readable;
  output: NodeJS.WritableStream;
  /** Ends the server. */
  signal: AbortSignal;
}

/** Serves until the client closes its end or the signal is aborted; calls under way are cancelled then. */
export async function serveOnStdio(facts: ServerFacts, { input, output, signal }: ServerStreams): Promise<void> {
  const server = createServer(facts);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  const close = () => void server.close().catch(facts.onDefect);
  // The SDK's transport does not look whether the client is gone.
  input.once('end', close).once('close', close);
  signal.addEventListener('abort', close, { once: true });
  const written = new PassThrough();
  written.pipe(output);
  await server.connect(new StdioServerTransport(input, written));
  if (signal.aborted) close();
  await closed;
}
