import { hkdfSync } from 'node:crypto';
import type { Clock, RandomBytes } from '../clock.js';
import { joinParts } from '../join-parts.js';
import type { KeyRecord } from '../records.js';
import { type Hmac, openHmac } from './hmac.js';
import { type MasterKeys, unwrapKey } from './master-keys.js';
import { type SealKey, seal, sealedKeyId, unseal } from './seal.js';

/** A new key is used once every process knows it: settings are live everywhere within a second. */
const unusedAtFirstMilliseconds = 2000;

/** The keys of one application or of the installation: one stored key, one derived key per use (RFC 5869). */
export interface DataKey {
  readonly id: string;
  readonly createdAt: number;
  readonly sealKey: SealKey;
  readonly codeHmac: Hmac;
}

export interface Keyring {
  /** Newest first. */
  applicationKeys(applicationId: string): readonly DataKey[];
  /** The one that makes new digests and seals: the newest that every process knows by now. */
  currentKey(applicationId: string | null): DataKey;
  /** Seals under the application's current key, or the installation's when it is null. */
  seal(applicationId: string | null, context: string, plain: string): string;
  unseal(applicationId: string | null, context: string, sealed: string): string;
  /** A keyed hash for looking things up: 22 characters of base64url, 128 bits. */
  indexHash(purpose: string, ...parts: readonly string[]): string;
}

function dataKey(record: KeyRecord, master: MasterKeys): DataKey {
  const bytes = unwrapKey(master, record.id, record.wrapped);
  const derive = (use: string) => new Uint8Array(hkdfSync('sha256', bytes, record.id, use, 32));
  const { id, createdAt } = record;
  return { id, createdAt, sealKey: { id, bytes: derive('seal') }, codeHmac: openHmac(derive('code-digest')) };
}

function newestFirst(records: readonly KeyRecord[]): KeyRecord[] {
  return records.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
}

/** Opens every stored key. Throws, naming the key, when a master key is missing or wrong, or a kind of key is absent. */
export function openKeyring(
  records: readonly KeyRecord[],
  master: MasterKeys,
  randomBytes: RandomBytes,
  now: Clock,
): Keyring {
  const byOwner = new Map<string, DataKey[]>();
  for (const record of newestFirst(records.filter((key) => key.purpose !== 'index'))) {
    const owner = record.applicationId ?? '';
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), dataKey(record, master)]);
  }
  const indexRecord = records.find((key) => key.purpose === 'index');
  if (!indexRecord || !byOwner.has('')) throw new Error('The keyring has no installation or index key');
  const indexHmac = openHmac(unwrapKey(master, indexRecord.id, indexRecord.wrapped));

  const keysOf = (applicationId: string | null): readonly DataKey[] => {
    const keys = byOwner.get(applicationId ?? '');
    if (!keys) throw new Error(`The keyring has no key for application ${applicationId}`);
    return keys;
  };
  const currentKey = (applicationId: string | null): DataKey => {
    const keys = keysOf(applicationId);
    const known =
      keys.length > 1 ? keys.find(({ createdAt }) => createdAt + unusedAtFirstMilliseconds <= now()) : undefined;
    const key = known ?? keys.at(-1);
    if (!key) throw new Error(`The keyring has no key for application ${applicationId}`);
    return key;
  };
  return {
    applicationKeys: keysOf,
    currentKey,
    seal: (applicationId, context, plain) => seal(currentKey(applicationId).sealKey, context, plain, randomBytes),
    unseal: (applicationId, context, sealed) => {
      const keyId = sealedKeyId(sealed);
      const key = keysOf(applicationId).find((candidate) => candidate.id === keyId);
      if (!key) throw new Error(`The keyring has no key "${keyId}"`);
      return unseal(key.sealKey, context, sealed);
    },
    indexHash: (purpose, ...parts) => indexHmac(joinParts([purpose, ...parts])).slice(0, 22),
  };
}
