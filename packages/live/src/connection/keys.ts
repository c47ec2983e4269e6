import { shardOf } from '@otpost/core/ids';

function shardTag(shard: number): string {
  return `{s${String(shard).padStart(2, '0')}}`;
}

/** Throws on what is no id of a challenge or notice: callers parse ids before they come here. */
export function challengeKey(id: string): string {
  const shard = shardOf(id);
  if (shard === undefined) throw new Error('Not the id of a challenge or notice');
  return `${shardTag(shard)}:${id}`;
}

export function addressKey(shard: number, addressHash: string): string {
  return `${shardTag(shard)}:address:${addressHash}`;
}

export function watchKey(shard: number): string {
  return `${shardTag(shard)}:watch`;
}

export function eventsKey(shard: number): string {
  return `${shardTag(shard)}:events`;
}

export function recorderKey(shard: number): string {
  return `${shardTag(shard)}:recorder`;
}

export function suppressionsKey(shard: number): string {
  return `${shardTag(shard)}:suppressions`;
}

export function burstKey(applicationId: string): string {
  return `{a:${applicationId}}:burst`;
}

export function idempotencyKey(hash: string): string {
  return `{i:${hash}}:idempotency`;
}

export function breakerKey(providerId: string): string {
  return `{b:${providerId}}:breaker`;
}

export function pageSessionKey(id: string): string {
  return `{p:${id}}:page`;
}
