import { z } from 'zod';
import { type ChallengeView, challengeViewSchema, checkViewSchema } from '../challenge/challenge-schemas.js';
import { isoTime } from '../challenge/challenge-view.js';
import { checkChallenge } from '../challenge/check-challenge.js';
import { createChallenge } from '../challenge/create-challenge.js';
import { resendChallenge } from '../challenge/resend-challenge.js';
import type { Context } from '../context.js';
import { invalidField, OtpostError } from '../errors.js';
import { openProfile } from '../user/user-profile.js';
import type { Visit } from './require-visit.js';

export const beginVisitChallengeSchema = z.strictObject({
  factor: z.string().max(60).describe('Id of the factor that shall answer.'),
});

export const checkVisitChallengeSchema = z.strictObject({ code: z.string().max(64) });

/** `now` lets a page count down without trusting the clock of its machine. */
export const visitChallengeSchema = challengeViewSchema.extend({ now: z.iso.datetime() });
export type VisitChallenge = z.infer<typeof visitChallengeSchema>;

export const visitCheckSchema = checkViewSchema.extend({ now: z.iso.datetime() });
export type VisitCheck = z.infer<typeof visitCheckSchema>;

async function withClock(context: Context, view: ChallengeView): Promise<VisitChallenge> {
  return { ...view, now: isoTime(await context.live.now()) };
}

function requireChallenge({ session }: Visit): string {
  if (session.challengeId === null)
    throw new OtpostError('challenge_not_found', 'No challenge was begun on this visit');
  return session.challengeId;
}

async function note(context: Context, note: Parameters<Context['live']['pageSessions']['note']>[0]): Promise<void> {
  const noted = await context.live.pageSessions.note(note);
  if (noted.kind === 'refused') throw new OtpostError('not_found', 'This visit is over');
}

export interface BeginVisitChallenge {
  readonly factor: string;
  /** Of the user's browser. */
  readonly ip: string | undefined;
}

/**
 * Sends a code to an address of the user. A visit is one session, so a reload joins the pending challenge and sends nothing.
 * Throws `invalid_request` for a factor that is not an active address of this user.
 */
export async function beginVisitChallenge(
  context: Context,
  visit: Visit,
  { factor: id, ip }: BeginVisitChallenge,
): Promise<VisitChallenge> {
  const { session, user } = visit;
  const factor = user.factors.find((candidate) => candidate.id === id && candidate.status === 'active');
  if (factor?.type !== 'email' && factor?.type !== 'sms') throw invalidField('factor', 'is no address of this user');
  const profile = openProfile(context.settings.current().keyring, user);
  const to = factor.type === 'email' ? profile.email : profile.phone;
  if (to === null) throw invalidField('factor', 'has no address any more');
  const locale = session.locale ?? user.locale;
  const { view } = await createChallenge(context, {
    applicationId: session.applicationId,
    input: {
      channel: factor.type,
      to,
      purpose: 'sign-in',
      session: session.id,
      ...(locale ? { locale } : {}),
      ...(ip ? { ip } : {}),
    },
  });
  await note(context, { id: session.id, challengeId: view.id });
  return withClock(context, view);
}

export async function resendVisitChallenge(context: Context, visit: Visit): Promise<VisitChallenge> {
  const { applicationId } = visit.session;
  return withClock(context, await resendChallenge(context, { applicationId, id: requireChallenge(visit) }));
}

/** A right code is noted on the visit before the page is told. */
export async function checkVisitChallenge(context: Context, visit: Visit, code: string): Promise<VisitCheck> {
  const { applicationId, id } = visit.session;
  const checked = await checkChallenge(context, {
    applicationId,
    id: requireChallenge(visit),
    input: { code },
    request: '',
  });
  if (checked.valid) await note(context, { id, act: 'approved' });
  return { ...checked, now: isoTime(await context.live.now()) };
}
