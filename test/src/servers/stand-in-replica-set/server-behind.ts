import { connect, type Socket } from 'node:net';
import { type Document } from 'bson';
import { readAnswer, readMessages, type WireCommand, writeAnswer } from './mongo-wire.js';

/** One connection to the server that keeps the records. */
export interface ServerBehind {
  /** Gives the whole answer, which names the question; rejects when the server is gone. */
  carryOut(bytes: Buffer): Promise<Buffer>;
  end(): void;
}

export function connectBehind(port: number): ServerBehind {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const answers = readMessages(socket);
  return {
    async carryOut(bytes) {
      socket.write(bytes);
      const answer = await answers.next();
      if (answer.done) throw new Error('The server behind is gone');
      return answer.value;
    },
    end: () => void socket.end(),
  };
}

/** What the server says of itself. */
export async function helloOfServer(port: number): Promise<Document> {
  const behind = connectBehind(port);
  try {
    const question: WireCommand = { requestId: 1, bytes: Buffer.alloc(0), body: {}, exhaust: false, legacy: false };
    return readAnswer(await behind.carryOut(writeAnswer(question, { hello: 1, $db: 'admin' })));
  } finally {
    behind.end();
  }
}
