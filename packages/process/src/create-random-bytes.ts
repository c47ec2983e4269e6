import { randomBytes, randomFillSync } from 'node:crypto';
import type { RandomBytes } from '@otpost/core/clock';

const poolBytes = 4096;

/**
 * Random bytes of the system's generator, drawn by the block, since every draw costs as much as hundreds of bytes do: a
 * request takes them ten times. Each byte is handed out once and is wiped from the block.
 */
export function createRandomBytes(): RandomBytes {
  const pool = new Uint8Array(poolBytes);
  let used = poolBytes;
  return (length) => {
    if (length > poolBytes) return randomBytes(length);
    if (used + length > poolBytes) {
      randomFillSync(pool);
      used = 0;
    }
    const bytes = pool.slice(used, used + length);
    pool.fill(0, used, used + length);
    used += length;
    return bytes;
  };
}
