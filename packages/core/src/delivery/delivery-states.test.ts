import { describe, expect, test } from '@jest/globals';
import { type DeliveryStatus, deliveryStates, mayDeliveryMove } from './delivery-states.js';

const statuses = Object.keys(deliveryStates) as DeliveryStatus[];
const allowed = new Set([
  'queued sending',
  'queued sent',
  'queued unknown',
  'queued failed',
  'queued expired',
  'queued canceled',
  'sending queued',
  'sending sent',
  'sending failed',
  'sending expired',
  'sending canceled',
  'sending unknown',
  'sent delivered',
  'sent undelivered',
  'unknown sent',
  'unknown delivered',
  'unknown undelivered',
  'undelivered delivered',
]);

describe('delivery states', () => {
  for (const from of statuses) {
    for (const to of statuses) {
      const expected = allowed.has(`${from} ${to}`);
      test(`${from} -> ${to} is ${expected ? 'allowed' : 'forbidden'}`, () => {
        expect(mayDeliveryMove(from, to)).toBe(expected);
      });
    }
  }
});
