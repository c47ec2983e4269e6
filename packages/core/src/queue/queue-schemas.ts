import { z } from 'zod';
import { reasonSchema } from '../audit/reason-schema.js';

export const queueParamsSchema = z.strictObject({ channel: z.enum(['email', 'sms']) });

export const queueReasonSchema = z.strictObject({
  reason: reasonSchema,
});

const pauseSchema = z.strictObject({ since: z.iso.datetime(), reason: z.string() }).nullable();

export const queueListSchema = z.strictObject({
  queues: z.array(
    z.strictObject({
      channel: z.enum(['email', 'sms']),
      waiting: z.int().describe('Jobs that wait, those that wait for their time as well.'),
      oldestWaitingSeconds: z.number().nullable(),
      workers: z
        .int()
        .nullable()
        .describe('Workers that take from it. Null where Redis does not list its connections.'),
      pause: pauseSchema,
    }),
  ),
  pausedProviders: z.array(z.strictObject({ provider: z.string(), since: z.iso.datetime(), reason: z.string() })),
});

export type QueueList = z.infer<typeof queueListSchema>;

export const drainedSchema = z.strictObject({ drained: z.int().describe('Messages that will not be sent.') });
