import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { ApiKeyRecord } from '../records.js';
import { generateApiKey, matchesApiKey, parseApiKey } from './api-key.js';

const record = (id: string, secretHash: string, change: Partial<ApiKeyRecord> = {}): ApiKeyRecord => ({
  id,
  version: 1,
  createdAt: 0,
  updatedAt: 0,
  applicationId: 'app_1',
  secretHash,
  scopes: ['challenges'],
  revokedAt: null,
  ...change,
});

describe('API keys', () => {
  test('a key carries its kind, its id, 43 characters of secret and a checksum', () => {
    const { id, key, secretHash } = generateApiKey('live', randomBytes);
    expect(key).toMatch(/^otp_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$/);
    expect(key).toContain(`_${id}_`);
    expect(secretHash).toMatch(/^[0-9a-f]{64}$/);
    expect(key).not.toContain(secretHash);
  });

  test('the checksum is the CRC32 of all before it, in base62 (vector made with zlib of Python)', () => {
    const fixed = generateApiKey('admin', (length) => new Uint8Array(length));
    expect(fixed.key).toBe(`otp_admin_00000000_${'0'.repeat(43)}4STSlv`);
  });

  test('bytes that would favour some characters are thrown away', () => {
    let drawn = 0;
    const unfairFirst = (length: number) => new Uint8Array(length).fill(drawn++ === 0 ? 250 : 61);
    expect(generateApiKey('live', unfairFirst).id).toBe('zzzzzzzz');
  });

  test('a generated key parses, and any one changed character is refused', () => {
    const { key, id } = generateApiKey('live', randomBytes);
    expect(parseApiKey(key)).toMatchObject({ kind: 'live', id });
    for (let place = 0; place < key.length; place += 1) {
      const other = key[place] === 'x' ? 'y' : 'x';
      expect(parseApiKey(key.slice(0, place) + other + key.slice(place + 1))).toBeUndefined();
    }
  });

  for (const text of ['', 'otp_live_', 'Bearer x', `otp_test_${'a'.repeat(8)}_${'a'.repeat(49)}`, 'x'.repeat(10_000)]) {
    test(`"${text.slice(0, 20)}" of ${text.length} characters is no key`, () => {
      expect(parseApiKey(text)).toBeUndefined();
    });
  }

  test('only the secret on record matches, while the key is not revoked and is of its kind', () => {
    const made = generateApiKey('live', randomBytes);
    const parsed = parseApiKey(made.key)!;
    const other = generateApiKey('live', randomBytes);
    expect(matchesApiKey(parsed, record(made.id, made.secretHash))).toBe(true);
    expect(matchesApiKey(parsed, record(made.id, other.secretHash))).toBe(false);
    expect(matchesApiKey(parsed, undefined)).toBe(false);
    expect(matchesApiKey(parsed, record(made.id, made.secretHash, { revokedAt: 1 }))).toBe(false);
    expect(matchesApiKey(parsed, record(made.id, made.secretHash, { applicationId: null }))).toBe(false);
  });
});
