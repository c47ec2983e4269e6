import { z } from 'zod';

export const queueParamsSchema = z.strictObject({ channel: z.enum(['email', 'sms']) });

export const queueReasonSchema = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'must be one line of plain text')
    .describe('Why; goes to the audit log.'),
});

const pauseSchema = z.strictObject({ since: z.iso.datetime(), reason: z.string() }).nullable();

export const queueListSchema = z.strictObject({
  queues: z.array(
    z.strictObject({
      channel: z.enum(['email', 'sms']),
      waiting: z.int().describe('Jobs that wait, those that wait for their time as well.'),
      oldestWaitingSeconds: z.number().nullable(),
      pause: pauseSchema,
    }),
  ),
  pausedProviders: z.array(z.strictObject({ provider: z.string(), since: z.iso.datetime(), reason: z.string() })),
});

export type QueueList = z.infer<typeof queueListSchema>;

export const drainedSchema = z.strictObject({ drained: z.int().describe('Messages that will not be sent.') });
