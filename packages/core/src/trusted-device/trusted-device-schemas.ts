import { z } from 'zod';
import type { TrustedDeviceRecord } from '../user-records.js';

export const trustDeviceSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'must be one line of plain text')
    .describe('How the user will know the device: `Firefox on Linux`.'),
  challenge: z.string().max(60).describe('The challenge by which the user has just signed in.'),
});

export type TrustDeviceInput = z.infer<typeof trustDeviceSchema>;

export const trustedDeviceViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime(),
});

export type TrustedDeviceView = z.infer<typeof trustedDeviceViewSchema>;

export const newTrustedDeviceViewSchema = trustedDeviceViewSchema.extend({
  token: z.string().describe('Shown once. Keep it in a cookie: HttpOnly, Secure, SameSite.'),
});

export const trustedDeviceListSchema = z.strictObject({ devices: z.array(trustedDeviceViewSchema) });

const isoTime = (at: number): string => new Date(at).toISOString();

export function viewTrustedDevice(device: TrustedDeviceRecord): TrustedDeviceView {
  const { id, name, createdAt, lastUsedAt, expiresAt } = device;
  return {
    id,
    name,
    createdAt: isoTime(createdAt),
    lastUsedAt: lastUsedAt === null ? null : isoTime(lastUsedAt),
    expiresAt: isoTime(expiresAt),
  };
}
