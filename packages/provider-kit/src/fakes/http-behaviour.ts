import type { ServerResponse } from 'node:http';

/** What a fake HTTP provider does with one request. */
export type HttpBehaviour =
  /** Takes the message, answers as documented, after a while if told so. */
  | { readonly kind: 'accept'; readonly afterMilliseconds?: number }
  /** Answers exactly this. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    }
  /** Reads the request and never answers. */
  | { readonly kind: 'hang' }
  /** Resets the connection when the headers are in, before the body is read. */
  | { readonly kind: 'reset_before_body' }
  /** Reads the whole request, then resets the connection. */
  | { readonly kind: 'reset_after_body' }
  /** Takes the message, then the connection breaks in the middle of the answer. */
  | { readonly kind: 'cut_answer' }
  /** Takes the message and answers without end, one byte in `everyMilliseconds`. */
  | { readonly kind: 'drip'; readonly everyMilliseconds: number }
  /** Takes the message and answers without end, as fast as it is read. */
  | { readonly kind: 'flood' };

interface Accepted {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A proxy's error page under a status that says all is well. */
export const rubbish200: HttpBehaviour = {
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<html><body>It works!</body></html>',
};

export function performBehaviour(behaviour: HttpBehaviour, response: ServerResponse, accepted: () => Accepted): void {
  switch (behaviour.kind) {
    case 'accept':
      setTimeout(() => answer(response, accepted()), behaviour.afterMilliseconds ?? 0);
      return;
    case 'answer':
      answer(response, behaviour);
      return;
    case 'hang':
      return;
    case 'reset_before_body':
    case 'reset_after_body':
      response.socket?.resetAndDestroy();
      return;
    case 'cut_answer':
      cutAnswer(response, accepted());
      return;
    case 'drip':
      drip(response, accepted(), behaviour.everyMilliseconds);
      return;
    case 'flood':
      flood(response, accepted());
  }
}

function answer(
  response: ServerResponse,
  {
    status,
    headers = {},
    body = '',
  }: { status: number; headers?: Readonly<Record<string, string>>; body?: string | Uint8Array },
): void {
  response.writeHead(status, headers).end(body);
}

function cutAnswer(response: ServerResponse, { status, headers, body }: Accepted): void {
  response.writeHead(status, { ...headers, 'content-length': String(body.length + 100) });
  response.write(body.slice(0, 5), () => response.socket?.resetAndDestroy());
}

function drip(response: ServerResponse, { status, headers, body }: Accepted, everyMilliseconds: number): void {
  response.writeHead(status, headers);
  response.write(body.slice(0, 1));
  const timer = setInterval(() => response.write(' '), everyMilliseconds);
  response.on('close', () => clearInterval(timer));
}

function flood(response: ServerResponse, { status, headers }: Accepted): void {
  const chunk = Buffer.alloc(65_536, ' ');
  response.writeHead(status, headers);
  const pour = () => {
    while (!response.destroyed && response.write(chunk)) {
      // Until the peer stops reading.
    }
  };
  response.on('drain', pour);
  pour();
}
