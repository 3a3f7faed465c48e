import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/** Where an answer goes: the response itself, or a fault between. */
export interface ReplyTarget {
  send(status: number, headers: OutgoingHttpHeaders, body: Buffer): void;
}

/** Answers with JSON. */
export function sendJson(target: ReplyTarget, value: unknown, headers: OutgoingHttpHeaders = {}): void {
  target.send(
    200,
    { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    Buffer.from(JSON.stringify(value)),
  );
}

/** Answers with a failure in the Hub's form: JSON on API routes, plain text on others. */
export function sendFailure(
  target: ReplyTarget,
  request: IncomingMessage,
  failure: { status: number; code?: string; message: string; headers?: OutgoingHttpHeaders },
): void {
  const { status, code, message } = failure;
  const asJson = request.url?.startsWith('/api/') ?? false;
  const headers = {
    'Content-Type': asJson ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
    'X-Error-Message': message,
    ...(code === undefined ? {} : { 'X-Error-Code': code }),
    ...failure.headers,
  };
  target.send(status, headers, Buffer.from(asJson ? JSON.stringify({ error: message }) : message));
}

/** Answers with a redirect of the Hub's own: a relative location, no facts. */
export function sendRedirect(
  target: ReplyTarget,
  status: 302 | 307,
  location: string,
  headers: OutgoingHttpHeaders = {},
): void {
  target.send(status, { Location: location, ...headers }, Buffer.alloc(0));
}
