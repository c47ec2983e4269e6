import { z } from 'zod';

/** What the webhook provider posts by default. Only what the inbox shows is needed; the rest may be anything. */
export const webhookBody = z.looseObject({
  channel: z.enum(['email', 'sms']).default('sms'),
  to: z.string().min(1).max(320),
  from: z.string().max(320).default(''),
  subject: z.string().max(1000).nullish(),
  text: z.string().max(100_000),
  html: z.string().max(1_000_000).nullish(),
});
