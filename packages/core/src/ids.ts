import type { RandomBytes } from './clock.js';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/** 26 characters of base32: 130 bits, more than the 128 that an id which acts as a bearer needs (ASVS 11.5.1). */
const randomLength = 26;

/** 64 shards always, so that one path is tested. */
export const shardCount = 64;

function randomText(randomBytes: RandomBytes): string {
  let text = '';
  for (const byte of randomBytes(randomLength)) text += alphabet[byte & 31];
  return text;
}

export type IdPrefix =
  | 'app'
  | 'prv'
  | 'tpl'
  | 'key'
  | 'req'
  | 'fct'
  | 'apw'
  | 'dev'
  | 'lnk'
  | 'rst'
  | 'pgs'
  | 'whk'
  | 'evt'
  | 'rcp'
  | 'sup'
  | 'adm'
  | 'ses';

/** `app_1x9...`: the prefix tells what it names. */
export function newId(prefix: IdPrefix, randomBytes: RandomBytes): string {
  return `${prefix}_${randomText(randomBytes)}`;
}

export type LivePrefix = 'ch' | 'nt';

/** The id of a challenge or notice carries its shard: `ch_07` and 26 characters. */
export function newLiveId(prefix: LivePrefix, shard: number, randomBytes: RandomBytes): string {
  return `${prefix}_${String(shard).padStart(2, '0')}${randomText(randomBytes)}`;
}

const livePattern = /^(?:ch|nt)_([0-6][0-9])[0-9a-hj-km-np-tv-z]{26}$/;

/** The shard of a challenge or notice id; undefined for what is no such id. */
export function shardOf(id: string): number | undefined {
  const shard = Number(livePattern.exec(id)?.[1] ?? Number.NaN);
  return shard < shardCount ? shard : undefined;
}

/** A delivery is named after what owes it and its send. */
export function deliveryId(ownerId: string, send: number): string {
  return `${ownerId}-${send}`;
}

export interface DeliveryName {
  readonly ownerId: string;
  readonly send: number;
}

export function parseDeliveryId(id: string): DeliveryName | undefined {
  const match = /^(.+)-([1-9][0-9]{0,3})$/.exec(id);
  if (!match?.[1] || shardOf(match[1]) === undefined) return undefined;
  return { ownerId: match[1], send: Number(match[2]) };
}
