import type { RandomBytes } from '../clock.js';
import type { SealKey } from './seal.js';
import { seal, sealedKeyId, unseal } from './seal.js';

/** Master keys wrap data keys and nothing else. The first wraps; all unwrap, so that they can be rotated. */
export interface MasterKeys {
  readonly current: SealKey;
  readonly all: ReadonlyMap<string, SealKey>;
}

/** A master key is missing, or is another one than that which wrapped a data key. Its message names keys by id. */
export class MasterKeyError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MasterKeyError';
  }
}

export function masterKeys(keys: readonly SealKey[]): MasterKeys {
  const [current] = keys;
  if (!current) throw new Error('At least one master key is needed');
  return { current, all: new Map(keys.map((key) => [key.id, key])) };
}

export function wrapKey(master: MasterKeys, keyId: string, bytes: Uint8Array, randomBytes: RandomBytes): string {
  return seal(master.current, `key:${keyId}`, Buffer.from(bytes).toString('base64'), randomBytes);
}

/** Throws an error that names the missing master key, never a key. */
export function unwrapKey(master: MasterKeys, keyId: string, wrapped: string): Uint8Array {
  const masterKeyId = sealedKeyId(wrapped);
  const key = master.all.get(masterKeyId);
  if (!key) throw new MasterKeyError(`Master key "${masterKeyId}" is not configured, and data key "${keyId}" needs it`);
  try {
    return Buffer.from(unseal(key, `key:${keyId}`, wrapped), 'base64');
  } catch (error) {
    throw new MasterKeyError(`Master key "${masterKeyId}" does not open data key "${keyId}"`, { cause: error });
  }
}
