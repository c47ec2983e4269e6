import { createServer, type Server, type Socket } from 'node:net';
import { answerCommand } from './answer-command.js';
import { readCommand, readMessages, type WireCommand, writeAnswer } from './mongo-wire.js';
import type { ReplicaSetState } from './replica-set-state.js';
import { connectBehind, type ServerBehind } from './server-behind.js';

/** One address of the set. */
export interface Member {
  /** As a process that is killed: nothing answers there, and what was under way is not told. */
  close(): Promise<void>;
  open(): Promise<void>;
}

const helloCommands = new Set(['hello', 'isMaster', 'ismaster']);

interface Serving {
  readonly state: ReplicaSetState;
  readonly member: number;
  readonly socket: Socket;
  /** Of the connection. */
  readonly closed: AbortSignal;
}

async function untilItSpeaks({ state, member }: Serving): Promise<void> {
  if (state.silence?.member === member) await state.silence.over;
}

/** Hello waits for news when the client asks for it, and goes on telling news when the client takes more. */
async function sayHello(serving: Serving, command: WireCommand): Promise<void> {
  const { state, member, socket, closed } = serving;
  const { topologyVersion, maxAwaitTimeMS = 0 } = command.body;
  let known = state.topology.isKnown(topologyVersion);
  do {
    if (known) await state.topology.changed(AbortSignal.any([closed, AbortSignal.timeout(Number(maxAwaitTimeMS))]));
    known = true;
    await untilItSpeaks(serving);
    if (socket.writable) socket.write(writeAnswer(command, state.topology.hello(member), command.exhaust));
  } while (command.exhaust && socket.writable);
}

async function serve(serving: Serving): Promise<void> {
  const { state, member, socket } = serving;
  let behind: ServerBehind | undefined;
  try {
    for await (const bytes of readMessages(socket)) {
      const command = readCommand(bytes);
      if (helloCommands.has(Object.keys(command.body)[0] ?? '')) {
        await sayHello(serving, command);
        continue;
      }
      await untilItSpeaks(serving);
      behind ??= connectBehind(state.serverPort);
      const reaction = await answerCommand(state, member, behind, command);
      if (reaction === 'cut') break;
      if (socket.writable) socket.write(reaction);
    }
  } finally {
    socket.destroy();
    behind?.end();
  }
}

export function serveMember(state: ReplicaSetState, member: number, port: number): Member {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  return {
    open: () =>
      new Promise((resolve, reject) => {
        server = createServer((socket) => {
          sockets.add(socket);
          const closed = new AbortController();
          socket.once('close', () => {
            sockets.delete(socket);
            closed.abort();
          });
          socket.on('error', () => undefined);
          // The server behind is gone: so is the connection.
          serve({ state, member, socket, closed: closed.signal }).catch(() => undefined);
        });
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => resolve());
      }),
    async close() {
      const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
      for (const socket of sockets) socket.resetAndDestroy();
      await closed;
    },
  };
}
