import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { deliveryId, newId, newLiveId, parseDeliveryId, shardCount, shardOf } from './ids.js';

describe('ids of the live state', () => {
  test('carry their shard', () => {
    for (let shard = 0; shard < shardCount; shard += 1) {
      expect(shardOf(newLiveId('ch', shard, randomBytes))).toBe(shard);
      expect(shardOf(newLiveId('nt', shard, randomBytes))).toBe(shard);
    }
  });

  const good = newLiveId('ch', 7, randomBytes);
  for (const bad of [
    '',
    'ch_',
    good.slice(0, -1),
    `${good}0`,
    good.replace('_07', '_64'),
    good.replace('ch_', 'xx_'),
    good.toUpperCase(),
    `${good}\n`,
    'ch_{s07}aaaaaaaaaaaaaaaaaaaaaaaaaa',
    newId('app', randomBytes),
  ]) {
    test(`${JSON.stringify(bad)} is none`, () => {
      expect(shardOf(bad)).toBeUndefined();
    });
  }

  test('a delivery names its owner and send', () => {
    expect(parseDeliveryId(deliveryId(good, 3))).toEqual({ ownerId: good, send: 3 });
    for (const bad of [good, `${good}-0`, `${good}-`, `${good}-1x`, 'x-1'])
      expect(parseDeliveryId(bad)).toBeUndefined();
  });
});
