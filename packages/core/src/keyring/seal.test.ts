import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { seal, sealedKeyId, unseal } from './seal.js';

const key = { id: 'k1', bytes: new Uint8Array(randomBytes(32)) };
const sealed = seal(key, 'challenge:1', 'the code is 123456', randomBytes);

describe('seal', () => {
  test('opens in the place it was made for', () => {
    expect(unseal(key, 'challenge:1', sealed)).toBe('the code is 123456');
    expect(sealedKeyId(sealed)).toBe('k1');
  });

  test('does not open in another place, nor with another key of the same id', () => {
    expect(() => unseal(key, 'challenge:2', sealed)).toThrow();
    expect(() => unseal({ id: 'k1', bytes: new Uint8Array(randomBytes(32)) }, 'challenge:1', sealed)).toThrow();
    expect(() => unseal({ ...key, id: 'k2' }, 'challenge:1', sealed)).toThrow('another key');
  });

  test('does not open when any one bit is flipped', () => {
    const [version, id, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[index] = (flipped[index] ?? 0) ^ (1 << bit);
        expect(() => unseal(key, 'challenge:1', `${version}.${id}.${flipped.toString('base64url')}`)).toThrow();
      }
    }
  });

  test('does not open when it is cut short', () => {
    const [version, id, body = ''] = sealed.split('.');
    for (const length of [0, 4, 16, 38]) {
      expect(() => unseal(key, 'challenge:1', `${version}.${id}.${body.slice(0, length)}`)).toThrow();
    }
  });

  test('gives another text each time', () => {
    const texts = Array.from({ length: 1000 }, () => seal(key, 'c', 'same', randomBytes));
    expect(new Set(texts).size).toBe(1000);
  });
});
