import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FaultKind } from './faults.ts';
import type { ReplyTarget } from './reply.ts';

/** Where the answer to a request goes under a fault; null where the fault is the answer. */
export function applyFault(
  fault: FaultKind | null,
  request: IncomingMessage,
  response: ServerResponse,
): ReplyTarget | null {
  switch (fault?.kind) {
    case undefined:
      return whole(request, response);
    case 'rate-limit':
      return refuse(response, 429, waitHeaders(fault), 'We had to rate limit you');
    case 'status':
      return refuse(
        response,
        fault.status,
        { ...(fault.errorCode === undefined ? {} : { 'X-Error-Code': fault.errorCode }), ...fault.headers },
        fault.message ?? 'fault',
      );
    case 'raw-status':
      request.socket.end(`HTTP/1.1 ${fault.status} \r\nContent-Length: 2\r\n\r\n{}`);
      return null;
    case 'html':
      return page(response);
    case 'reset':
      request.socket.resetAndDestroy();
      return null;
    case 'lost-answer':
      return { send: () => void request.socket.resetAndDestroy() };
    case 'stall':
      return fault.bytes === undefined ? null : part(request, response, fault, () => {});
    case 'cut':
      return part(request, response, fault, () =>
        fault.reset ? request.socket.resetAndDestroy() : request.socket.end(),
      );
    case 'slow':
      return slowly(response, fault.bytes, fault.everyMs ?? 10);
    case 'short':
      return changed(request, response, (body) => body.subarray(0, fault.bytes));
    case 'flip':
      return changed(request, response, (body) => flipped(body, fault.byte));
    case 'endless':
      return withoutEnd(response);
    case 'endless-refusal':
      return refuseWithoutEnd(response, fault.status);
    case 'headers':
      return withHeaders(whole(request, response), fault.headers);
    case 'next-link':
      return withNextLink(whole(request, response), fault.write);
    case 'entries':
      return withEntries(whole(request, response), fault.change);
    case 'ignore-range':
      delete request.headers.range;
      return whole(request, response);
  }
}

function whole(request: IncomingMessage, response: ServerResponse): ReplyTarget {
  return changed(request, response, (body) => body);
}

function changed(request: IncomingMessage, response: ServerResponse, change: (body: Buffer) => Buffer): ReplyTarget {
  return {
    send(status, headers, body) {
      const sent = change(body);
      response.writeHead(status, { ...headers, 'Content-Length': sent.length, 'X-Request-Id': 'Root=1-fake' });
      response.end(request.method === 'HEAD' ? undefined : sent);
    },
  };
}

/** Announces the whole body, or none at all where chunked; sends the first bytes, then does what the fault wants. */
function part(
  request: IncomingMessage,
  response: ServerResponse,
  { bytes = 0, chunked = false, after }: { bytes?: number; chunked?: boolean; after?: Promise<void> },
  then: () => void,
): ReplyTarget {
  return {
    send(status, headers, body) {
      if (body.length <= bytes && !chunked) {
        whole(request, response).send(status, headers, body);
        return;
      }
      response.writeHead(status, { ...headers, ...(chunked ? {} : { 'Content-Length': body.length }) });
      response.flushHeaders();
      response.write(body.subarray(0, bytes), () => (after === undefined ? setTimeout(then, 20) : after.then(then)));
    },
  };
}

function slowly(response: ServerResponse, bytes: number, everyMs: number): ReplyTarget {
  return {
    send(status, headers, body) {
      response.writeHead(status, { ...headers, 'Content-Length': body.length });
      const step = (from: number) => {
        response.write(body.subarray(from, from + bytes));
        if (from + bytes >= body.length) response.end();
        else setTimeout(step, everyMs, from + bytes);
      };
      step(0);
    },
  };
}

function refuse(response: ServerResponse, status: number, headers: OutgoingHttpHeaders, message: string): null {
  response
    .writeHead(status, { 'Content-Type': 'application/json', ...headers })
    .end(JSON.stringify({ error: message }));
  return null;
}

function withoutEnd(response: ServerResponse): ReplyTarget {
  return {
    send(status, headers) {
      response.writeHead(status, headers);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, '[')));
      };
      response.on('drain', more);
      more();
    },
  };
}

function refuseWithoutEnd(response: ServerResponse, status: number): null {
  response.writeHead(status, { 'Content-Type': 'text/plain' });
  const timer = setInterval(() => response.write('no '.repeat(1000)), 5);
  response.on('close', () => clearInterval(timer));
  return null;
}

function waitHeaders({ seconds, retryAfter = false }: { seconds: number; retryAfter?: boolean }): OutgoingHttpHeaders {
  return retryAfter
    ? { 'Retry-After': seconds, RateLimit: '"resolvers";r=100;t=100' }
    : { RateLimit: `"resolvers";r=0;t=${seconds}` };
}

/** Replaces headers, whatever the letter case of their names. */
function withHeaders(target: ReplyTarget, headers: Record<string, string | null>): ReplyTarget {
  const replaced = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  return {
    send(status, own, body) {
      const kept = Object.entries(own).filter(([name]) => !replaced.has(name.toLowerCase()));
      const added = Object.entries(headers).flatMap(([name, value]) =>
        value === null ? [] : [[name, value] as const],
      );
      target.send(status, Object.fromEntries([...kept, ...added]), body);
    },
  };
}

/** A page after which none follows stays as it is. */
function withNextLink(target: ReplyTarget, write: (url: string) => string | null): ReplyTarget {
  return {
    send(status, headers, body) {
      const url = /<([^>]*)>/.exec(String(headers.Link ?? ''))?.[1];
      const link = url === undefined ? null : write(url);
      const { Link: _, ...others } = headers;
      target.send(status, link === null ? others : { ...others, Link: link }, body);
    },
  };
}

function withEntries(target: ReplyTarget, change: (entries: unknown[]) => unknown): ReplyTarget {
  return {
    send(status, headers, body) {
      target.send(status, headers, Buffer.from(JSON.stringify(change(JSON.parse(body.toString('utf8'))))));
    },
  };
}

function page(response: ServerResponse): null {
  response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html><body>Sign in to the network</body></html>');
  return null;
}

function flipped(body: Buffer, byte: number): Buffer {
  const copy = Buffer.from(body);
  if (byte < copy.length) copy[byte] = (copy[byte] ?? 0) ^ 1;
  return copy;
}
