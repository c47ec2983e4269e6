import { setTimeout as wait } from 'node:timers/promises';
import { monotonicMilliseconds } from '../processes/monotonic.js';
import { type HttpConnection, openHttpConnection } from './http-connection.js';
import type { LoadExtent, LoadOrder, LoadReport } from './load-order.js';
import { createRequestSource, expectedStatus, type LoadRequest } from './request-source.js';

/** Says whether one more request may go out now; a pace makes the caller wait for its turn. */
type Gate = () => boolean | Promise<boolean>;

function paceGate({ perSecond, count }: LoadExtent & { kind: 'pace' }, startedAt: number): Gate {
  let sent = 0;
  return async () => {
    if (sent >= count) return false;
    const due = startedAt + (sent * 1000) / perSecond;
    sent += 1;
    const ahead = due - monotonicMilliseconds();
    if (ahead > 0) await wait(ahead);
    return true;
  };
}

function openGate(extent: LoadExtent, startedAt: number): Gate {
  switch (extent.kind) {
    case 'time':
      return () => monotonicMilliseconds() - startedAt < extent.milliseconds;
    case 'count': {
      let left = extent.count;
      return () => left-- > 0;
    }
    case 'pace':
      return paceGate(extent, startedAt);
  }
}

/** Sends the requests of an order over its connections. Throws at the first answer that is not the expected one. */
export async function runLoad(order: LoadOrder): Promise<LoadReport> {
  const nextRequest = createRequestSource(order);
  const status = expectedStatus(order);
  const ids: string[] = [];
  const issuedFor: string[] = [];
  const sentAt: Record<string, number> = {};
  const keepsIds = order.requests.kind !== 'check' && order.extent.kind === 'count';
  let completed = 0;

  const exchange = async (connection: HttpConnection, request: LoadRequest): Promise<void> => {
    if (order.extent.kind === 'pace') sentAt[request.address] = monotonicMilliseconds();
    const answer = await connection.exchange(request.text);
    if (answer.status !== status) throw new Error(`Answered with ${answer.status}: ${answer.body}`);
    if (keepsIds) {
      ids.push((JSON.parse(answer.body) as { id: string }).id);
      issuedFor.push(request.address);
    }
    completed += 1;
  };
  const connections = Array.from({ length: order.inFlight }, () => openHttpConnection(order.port));
  const startedAt = monotonicMilliseconds();
  const mayGo = openGate(order.extent, startedAt);
  const drive = async (connection: HttpConnection): Promise<void> => {
    for (;;) {
      const verdict = mayGo();
      if (verdict === false || (verdict !== true && !(await verdict))) return;
      const request = nextRequest();
      if (!request) return;
      await exchange(connection, request);
    }
  };
  try {
    await Promise.all(connections.map(drive));
    return { completed, elapsedMilliseconds: monotonicMilliseconds() - startedAt, ids, issuedFor, sentAt };
  } finally {
    for (const connection of connections) connection.close();
  }
}
