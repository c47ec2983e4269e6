import { z } from 'zod';
import { reasonSchema } from '../audit/reason-schema.js';
import { suppressionReasons } from '../suppression/suppression-reasons.js';

const place = {
  applicationId: z.string().max(60),
  channel: z.enum(['email', 'sms']),
  address: z.string().max(400),
};

/** Read by POST, so that no address stands in a URL, which logs and proxies keep. */
export const readAddressLimitsSchema = z.strictObject(place);

export type ReadAddressLimitsInput = z.infer<typeof readAddressLimitsSchema>;

export const releaseAddressLimitsSchema = z.strictObject({
  ...place,
  reason: reasonSchema,
});

export type ReleaseAddressLimitsInput = z.infer<typeof releaseAddressLimitsSchema>;

const windowSchema = z.strictObject({ used: z.int(), limit: z.int() });

export const addressLimitsViewSchema = z.strictObject({
  address: z.string().describe('Masked.'),
  sends: z.strictObject({ tenMinutes: windowSchema, hour: windowSchema, day: windowSchema }),
  sendBlockedUntil: z.iso.datetime().nullable().describe('When the windows let the next message out; null: now.'),
  failedChecks: z.strictObject({ used: z.int(), limit: z.int() }).describe('Consecutive ones; a success forgets them.'),
  checkBlockedUntil: z.iso
    .datetime()
    .nullable()
    .describe('When the next check is allowed; null: now, unless `stopped`.'),
  suppressed: z
    .enum(suppressionReasons)
    .nullable()
    .describe('Nothing is sent to it, for this reason; see the suppressions.'),
  stopped: z.boolean().describe('Too many failed checks: only a release helps.'),
});

export type AddressLimitsView = z.infer<typeof addressLimitsViewSchema>;
