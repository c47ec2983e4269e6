import type { LiveEvent, LiveEvents } from '@otpost/core/live-event-port';

export interface ScriptedEvents extends LiveEvents {
  add(events: readonly LiveEvent[]): void;
}

const shardOf = (id: string): number => Number(/^ch_(\d\d)/.exec(id)?.[1] ?? 0);

/** The streams of the shards with events of any time, since those of Redis are always of now. Each is read by one recorder. */
export function scriptedEvents(): ScriptedEvents {
  const streams = new Map<number, LiveEvent[]>();
  return {
    add(events) {
      for (const event of events) {
        const stream = streams.get(shardOf(event.id)) ?? [];
        streams.set(shardOf(event.id), stream);
        stream.push({ ...event, position: String(stream.length + 1) });
      }
    },
    take: async (shard, _recorder, after, limit) => {
      const from = after === '' ? 0 : Number(after);
      return (streams.get(shard) ?? []).slice(from, from + limit);
    },
    trim: async () => undefined,
    waiting: async () => 0,
    release: async () => undefined,
  };
}
