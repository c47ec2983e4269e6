import type { LoadReport } from '../load/load-order.js';
import type { SinkReport } from '../sink/sink-order.js';

/** Milliseconds from the sending of each request to the last byte of its message at the mail server. */
export function deliveryDelays({ sentAt }: LoadReport, { receivedAt }: SinkReport): number[] {
  return Object.entries(sentAt).map(([address, at]) => {
    const received = receivedAt[address];
    if (received === undefined) throw new Error('A message never came');
    return received - at;
  });
}
