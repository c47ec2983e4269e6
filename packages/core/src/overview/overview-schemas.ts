import { z } from 'zod';
import { deliveryStatusSchema } from '../challenge/challenge-schemas.js';

const id = z.string().max(60);

export const readOverviewSchema = z.strictObject({
  span: z.enum(['hour', 'day', 'week', 'month']).default('hour').describe('`week` is 7 days, `month` 30 days.'),
  application: id.optional(),
  channel: z.enum(['email', 'sms', 'totp', 'passkey', 'any']).optional(),
});

export type ReadOverviewInput = z.infer<typeof readOverviewSchema>;

const share = z.number().min(0).max(1).nullable();
const times = z
  .strictObject({
    p50: z.number().describe('Milliseconds within which half of them were done; at most 9 % too high.'),
    p95: z.number().describe('Milliseconds within which 19 of 20 were done.'),
  })
  .nullable()
  .describe('Null when there were none.');

export const figuresSchema = z.strictObject({
  codes: z.int().describe('Deliveries of the kind `code`.'),
  codesPerMinute: z.number(),
  challenges: z.int(),
  approved: z.int(),
  ended: z.int().describe('Challenges that are not pending any more.'),
  conversion: share.describe('Approved of those that ended; null when none did.'),
  deliveries: z
    .partialRecord(deliveryStatusSchema, z.int())
    .describe('Deliveries by status; without those that are 0.'),
  timeToDeliver: times.describe('From when a code was owed until a provider took it. Null when none was taken.'),
  timeToReceipt: times.describe('From when a code was owed until a receipt said that it is there.'),
});

export type FiguresView = z.infer<typeof figuresSchema>;

export const overviewSchema = z.strictObject({
  span: z.enum(['hour', 'day', 'week', 'month']),
  from: z.iso.datetime(),
  until: z.iso.datetime().describe('Now.'),
  stepSeconds: z.int().describe('Length of each part of the series.'),
  countedAt: z.iso
    .datetime()
    .nullable()
    .describe('When a worker last counted the newest minutes; what happened since is not in the figures. Null: never.'),
  recounting: z.boolean().describe('Older history is still being counted; happens once after an upgrade or restore.'),
  totals: figuresSchema,
  before: figuresSchema.nullable().describe('Of the same span before; null where history does not reach that far.'),
  series: z
    .array(figuresSchema.extend({ at: z.iso.datetime() }))
    .describe('Oldest first; the last one has just begun.'),
  channels: z.array(figuresSchema.extend({ channel: z.string() })),
  providers: z
    .array(figuresSchema.extend({ provider: z.string(), name: z.string().nullable(), channel: z.string().nullable() }))
    .describe('Most codes first. A challenge counts for the provider that was asked last. No name: it was deleted.'),
  countries: z.array(figuresSchema.extend({ country: z.string() })),
  applications: z.array(figuresSchema.extend({ application: z.string(), name: z.string().nullable() })),
});

export type Overview = z.infer<typeof overviewSchema>;
export type OverviewSpan = Overview['span'];
