import { z } from 'zod';
import { challengeChannelSchema, challengeStatusSchema } from '../challenge/challenge-schemas.js';
import { externalUserIdSchema } from '../user/user-id.js';

const longestPage = 200;
const id = z.string().max(60);
const time = z.iso.datetime();

export const listChallengesSchema = z.strictObject({
  application: id.optional(),
  channel: challengeChannelSchema.optional().describe('The first channel; a fallback may have used another.'),
  status: challengeStatusSchema.optional(),
  user: externalUserIdSchema.optional().describe("The application's own id of the user."),
  from: z.iso.datetime({ offset: true }).optional().describe('Created at this time or later.'),
  until: z.iso.datetime({ offset: true }).optional().describe('Created before this time.'),
  limit: z.coerce.number().int().min(1).max(longestPage).default(50),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
});

/** In a body, so that no address stands in a URL, which logs and proxies keep. */
export const searchChallengesSchema = listChallengesSchema.extend({
  to: z.string().max(400).optional().describe('A whole address. Found until addresses are dropped from history.'),
});

export type ListChallengesInput = z.infer<typeof searchChallengesSchema>;

export const recordedChallengeSchema = z.strictObject({
  id: z.string(),
  applicationId: z.string().nullable(),
  channel: challengeChannelSchema,
  purpose: z.string(),
  status: challengeStatusSchema,
  reason: z.string().nullable(),
  to: z.string().nullable().describe('Masked; null where nothing is sent.'),
  country: z.string().nullable(),
  createdAt: time,
  expiresAt: time,
  endedAt: time.nullable(),
  checks: z.int(),
  maxChecks: z.int(),
  sends: z.int(),
});

export type RecordedChallenge = z.infer<typeof recordedChallengeSchema>;

export const challengePageSchema = z.strictObject({
  challenges: z.array(recordedChallengeSchema).describe('Newest first.'),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
});

export type ChallengePage = z.infer<typeof challengePageSchema>;

export const storyEntrySchema = z.strictObject({
  at: time,
  type: z
    .enum([
      'created',
      'send_queued',
      'attempt_opened',
      'attempt_closed',
      'delivery_ended',
      'receipt',
      'check_failed',
      'challenge_ended',
      'webhook',
    ])
    .describe('`send_queued`: a resend, or the first by a fallback. `webhook`: what the application is told.'),
  words: z.string().describe('What happened, for people. No code, no whole address.'),
  send: z.int().nullable(),
  attempt: z.int().nullable(),
  channel: z.string().nullable(),
  to: z.string().nullable().describe('Masked.'),
  provider: z.string().nullable().describe('Id of the provider.'),
  outcome: z.string().nullable(),
  detail: z.string().nullable().describe("The provider's words."),
  providerCode: z.string().nullable(),
  providerMessageId: z.string().nullable(),
  status: z.string().nullable().describe('What the delivery, challenge or webhook message became.'),
  reason: z.string().nullable(),
});

export type StoryEntry = z.infer<typeof storyEntrySchema>;

export const challengeStorySchema = recordedChallengeSchema.extend({
  user: z.string().nullable().describe("The application's own id of the user; null where there is none."),
  live: z.boolean().describe('Whether it is still in the live state, so that more may happen.'),
  timeline: z.array(storyEntrySchema).describe('Oldest first.'),
});

export type ChallengeStory = z.infer<typeof challengeStorySchema>;
