import type { Socket } from 'node:net';
import { BSON, type Document } from 'bson';

/** One command of a client of MongoDB, as it came. */
export interface WireCommand {
  readonly requestId: number;
  /** Its whole message, to be passed on as it is. */
  readonly bytes: Buffer;
  /** The command with its options; documents that came beside it are not in it. */
  readonly body: Document;
  /** The client takes many answers to this one. */
  readonly exhaust: boolean;
  /** It came in the form that a driver says hello with before it knows the server. */
  readonly legacy: boolean;
}

const headerBytes = 16;
const operations = { reply: 1, query: 2004, message: 2013 } as const;
const moreToComeFlag = 1 << 1;
const exhaustFlag = 1 << 16;

/** Cuts what comes into whole messages; ends with the connection, however that ends. */
export async function* readMessages(socket: Socket): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const part of socket) {
      rest = Buffer.concat([rest, part as Buffer]);
      while (rest.length >= headerBytes && rest.length >= rest.readInt32LE(0)) {
        const length = rest.readInt32LE(0);
        yield rest.subarray(0, length);
        rest = rest.subarray(length);
      }
    }
  } catch {
    // A connection that broke has no more messages.
  }
}

const documentAt = (bytes: Buffer, start: number): Document =>
  BSON.deserialize(bytes.subarray(start, start + bytes.readInt32LE(start)));

function messageBody(bytes: Buffer): Document {
  for (let place = headerBytes + 4; place < bytes.length; ) {
    const isBody = bytes[place] === 0;
    if (isBody) return documentAt(bytes, place + 1);
    place += 1 + bytes.readInt32LE(place + 1);
  }
  throw new Error('A message without a body');
}

export function readCommand(bytes: Buffer): WireCommand {
  const operation = bytes.readInt32LE(12);
  const requestId = bytes.readInt32LE(4);
  if (operation === operations.query) {
    // Flags, the name of the collection with its end, two numbers.
    const start = bytes.indexOf(0, headerBytes + 4) + 1 + 8;
    return { requestId, bytes, body: documentAt(bytes, start), exhaust: false, legacy: true };
  }
  if (operation !== operations.message) throw new Error(`Operation ${operation} of the protocol is not known here`);
  const flags = bytes.readInt32LE(headerBytes);
  if (flags & moreToComeFlag) throw new Error('A write that waits for no answer');
  return { requestId, bytes, body: messageBody(bytes), exhaust: (flags & exhaustFlag) !== 0, legacy: false };
}

/** The body of an answer of a server. */
export const readAnswer = (bytes: Buffer): Document => messageBody(bytes);

/** The same answer, to another question. */
export function readdress(answer: Buffer, { requestId }: WireCommand): Buffer {
  const copy = Buffer.from(answer);
  copy.writeInt32LE(requestId, 8);
  return copy;
}

let answersGiven = 0;

function frame(operation: number, responseTo: number, payload: readonly Uint8Array[]): Buffer {
  answersGiven += 1;
  const header = Buffer.alloc(headerBytes);
  const length = payload.reduce((sum, part) => sum + part.length, headerBytes);
  [length, answersGiven, responseTo, operation].forEach((value, place) => header.writeInt32LE(value, place * 4));
  return Buffer.concat([header, ...payload]);
}

/** The answer as a server sends it, in the form of the question. */
export function writeAnswer({ requestId, legacy }: WireCommand, body: Document, moreToCome = false): Buffer {
  const document = BSON.serialize(body);
  if (legacy) {
    const head = Buffer.alloc(20);
    head.writeInt32LE(1, 16);
    return frame(operations.reply, requestId, [head, document]);
  }
  const flags = Buffer.alloc(5);
  flags.writeInt32LE(moreToCome ? moreToComeFlag : 0, 0);
  return frame(operations.message, requestId, [flags, document]);
}
