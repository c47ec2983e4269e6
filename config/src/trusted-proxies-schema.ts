import { isIP } from 'node:net';
import type { z } from 'zod';
import { parsedBy } from './value-schemas.js';

/** How many proxies stand in front, or which addresses they have. 0: none, so that X-Forwarded-For is not believed. */
export type TrustedProxies = number | readonly string[];

/** More proxies than this in a row is a typing error. */
const mostHops = 16;

/** An address or a range. A range of every address is refused: it believes anybody, as `true` would. */
function isAddressRange(text: string): boolean {
  const [address = '', length, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (length === undefined) return true;
  return /^\d{1,3}$/.test(length) && Number(length) >= 1 && Number(length) <= (family === 4 ? 32 : 128);
}

export const trustedProxiesSchema: z.ZodType<TrustedProxies, string> = parsedBy(
  `must be the number of proxies in front (0 to ${mostHops}), or their addresses and CIDR ranges parted by commas, but not every address`,
  (text) => {
    if (/^\d+$/.test(text)) return Number(text) <= mostHops ? Number(text) : undefined;
    const ranges = text.split(',').map((range) => range.trim());
    return ranges.every(isAddressRange) ? ranges : undefined;
  },
);
