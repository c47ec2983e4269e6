import type { Ring, SweepResult } from '@otpost/core/live-port';
import type { Channel, DeliveryKind } from '@otpost/core/records';
import { watchKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, runScript } from '../connection/run-script.js';

const script = loadScript('challenge/sweep.lua', ['prelude', 'address', 'attempt']);
const valuesPerRing = 5;

export async function sweep(connection: LiveConnection, shard: number, limit: number): Promise<SweepResult> {
  const values = [connection.timeOffsetMilliseconds, limit];
  const [looked, flat, steps] = await runScript(connection.redis, script, [watchKey(shard)], values);
  const rings: Ring[] = [];
  const list = flat as readonly string[];
  for (let i = 0; i < list.length; i += valuesPerRing) {
    const [id, kind, channel, send, ring] = list.slice(i, i + valuesPerRing);
    rings.push({
      id: id ?? '',
      kind: kind as DeliveryKind,
      channel: channel as Channel,
      send: Number(send),
      ring: Number(ring),
    });
  }
  return { looked: Number(looked), rings, steps: steps as readonly string[] };
}
