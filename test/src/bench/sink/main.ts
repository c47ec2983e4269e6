import { createServer } from 'node:net';
import { monotonicMilliseconds } from '../processes/monotonic.js';
import { waitForZero } from '../processes/wait-for-zero.js';
import type { SinkOrder, SinkReport } from './sink-order.js';
import { createSmtpSession, type SunkMail } from './smtp-session.js';

/** The mail server of the bench: as cheap as it can be, and the same for both sides. Ends with the bench. */

let receivedAt: Record<string, number> = {};
let received = 0;
let bytes = 0;
let lastAt = 0;
let delayMilliseconds = 0;

function take(mail: SunkMail): void {
  lastAt = monotonicMilliseconds();
  receivedAt[mail.to] = lastAt;
  received += 1;
  bytes += mail.bytes;
}

function confirm(done: () => void): void {
  if (delayMilliseconds === 0) done();
  else setTimeout(done, delayMilliseconds);
}

const server = createServer({ noDelay: true }, (socket) => {
  const session = createSmtpSession((line) => socket.write(`${line}\r\n`), take, confirm);
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => session.take(text));
  socket.on('error', () => socket.destroy());
  socket.write('220 bench\r\n');
});

function port(): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function work(order: SinkOrder): Promise<void> {
  if (order.kind === 'open') await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  if (order.kind === 'begin') {
    receivedAt = {};
    [received, bytes, lastAt] = [0, 0, 0];
    delayMilliseconds = order.delayMilliseconds;
  }
  if (order.kind === 'await') {
    // What is missing shows in the report.
    await waitForZero('messages', async () => Math.max(0, order.count - received)).catch(() => undefined);
  }
  process.send?.({ port: port(), received, bytes, lastAt, receivedAt } satisfies SinkReport);
}

process.on('message', (order) => void work(order as SinkOrder));
process.on('disconnect', () => process.exit());
