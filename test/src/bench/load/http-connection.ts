import { connect, type Socket } from 'node:net';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** One kept-alive connection that carries one request at a time. */
export interface HttpConnection {
  /** Sends the bytes of a whole request. Rejects when the connection breaks before the answer is complete. */
  exchange(request: string): Promise<HttpAnswer>;
  close(): void;
}

const headEnd = '\r\n\r\n';

interface WholeAnswer extends HttpAnswer {
  readonly keepsAlive: boolean;
}

/** Reads an answer that has a Content-Length; undefined while it is not complete. Texts are ASCII, so characters are bytes. */
function parseAnswer(text: string): WholeAnswer | undefined {
  const end = text.indexOf(headEnd);
  if (end === -1) return undefined;
  const head = text.slice(0, end).toLowerCase();
  const length = Number(/\r\ncontent-length: *(\d+)/.exec(head)?.[1] ?? Number.NaN);
  if (Number.isNaN(length)) throw new Error('An answer has no Content-Length');
  const body = text.slice(end + headEnd.length);
  if (body.length < length) return undefined;
  return { status: Number(text.slice(9, 12)), body, keepsAlive: !head.includes('\r\nconnection: close') };
}

/**
 * A client that does nothing but what the bench needs, since it shares the machine with what is measured: node's own client
 * costs several times as much as the answer of a small server. Connects anew when the server closes.
 */
export function openHttpConnection(port: number): HttpConnection {
  let socket: Socket | undefined;
  let text = '';
  let waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;

  const drop = (): void => {
    socket?.removeAllListeners();
    socket?.on('error', () => undefined);
    socket?.destroy();
    socket = undefined;
  };
  const fail = (error: Error): void => {
    drop();
    waiting?.reject(error);
    waiting = undefined;
  };
  const take = (chunk: string): void => {
    text += chunk;
    try {
      const answer = parseAnswer(text);
      if (!answer) return;
      text = '';
      if (!answer.keepsAlive) drop();
      waiting?.resolve(answer);
      waiting = undefined;
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const open = (): Socket => {
    const opened = connect({ port, host: '127.0.0.1', noDelay: true }).setEncoding('latin1');
    opened.on('data', take);
    opened.on('error', fail);
    opened.on('close', () => fail(new Error('The server closed the connection')));
    return opened;
  };
  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket ??= open();
        socket.write(request, 'latin1');
      }),
    close: drop,
  };
}
