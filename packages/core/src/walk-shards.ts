import { shardCount } from './ids.js';

export interface ShardStep {
  /** `0` when the shard is done. */
  readonly cursor: string;
  readonly count: number;
}

/**
 * Walks all shards step by step and sums up. One after the other: many thousand commands at once would keep the requests beside them
 * waiting until they time out, as if Redis were down.
 */
export async function walkShards(step: (shard: number, cursor: string) => Promise<ShardStep>): Promise<number> {
  let sum = 0;
  for (let shard = 0; shard < shardCount; shard += 1) {
    let cursor = '0';
    do {
      const { count, ...next } = await step(shard, cursor);
      sum += count;
      cursor = next.cursor;
    } while (cursor !== '0');
  }
  return sum;
}
