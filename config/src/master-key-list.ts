import type { SealKey } from '@otpost/core/keyring/seal';
import { weakKeyReason } from './weak-key.js';

/** AES-256 takes 32 bytes, which in base64 are 43 characters and one `=`. */
export const masterKeyLengthBytes = 32;
const base64Key = /^[A-Za-z0-9+/]{43}=$/;
const keyId = /^[A-Za-z0-9_-]{1,32}$/;

export type MasterKeyList = { readonly keys: readonly SealKey[] } | { readonly problems: readonly string[] };

function readKey(entry: string, place: string): SealKey | string {
  const colon = entry.indexOf(':');
  if (colon < 0) return `${place} must be an id and a key with a colon between them`;
  const id = entry.slice(0, colon).trim();
  const text = entry.slice(colon + 1).trim();
  if (!keyId.test(id)) return `${place} must have an id of 1 to 32 letters, digits, "-" or "_"`;
  const bytes = Buffer.from(text, 'base64');
  if (!base64Key.test(text) || bytes.toString('base64') !== text) {
    return `${place} ("${id}") must be ${masterKeyLengthBytes} bytes in base64`;
  }
  const weakness = weakKeyReason(bytes);
  return weakness ? `${place} ("${id}") ${weakness}` : { id, bytes };
}

function repeated(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}

/**
 * Reads `id:base64` entries parted by commas or line ends; the first key wraps, all unwrap.
 * Problems name the place and the id of a key, never the key.
 */
export function parseMasterKeyList(text: string): MasterKeyList {
  const entries = text.split(/[,\n]/).map((entry) => entry.trim());
  const read = entries.filter((entry) => entry !== '').map((entry, index) => readKey(entry, `key ${index + 1}`));
  const keys = read.filter((entry) => typeof entry !== 'string');
  const problems = read.filter((entry) => typeof entry === 'string');
  if (read.length === 0) problems.push('must hold at least one key');
  if (repeated(keys.map((key) => key.id))) problems.push('must not use one id twice');
  if (repeated(keys.map((key) => Buffer.from(key.bytes).toString('base64')))) {
    problems.push('must not hold the same key twice');
  }
  return problems.length > 0 ? { problems } : { keys };
}
