import { z } from 'zod';
import {
  type ChallengeView,
  type CheckChallengeInput,
  challengeViewSchema,
  checkViewSchema,
} from '../challenge/challenge-schemas.js';
import { isoTime } from '../challenge/challenge-view.js';
import { checkChallenge } from '../challenge/check-challenge.js';
import { resendChallenge } from '../challenge/resend-challenge.js';
import { startChallenge } from '../challenge/start-challenge.js';
import type { Context } from '../context.js';
import { invalidField, OtpostError } from '../errors.js';
import { noteVisit } from './note-visit.js';
import type { Visit } from './require-visit.js';
import { userOfVisit } from './user-of-visit.js';

export const beginVisitChallengeSchema = z.strictObject({
  factor: z.string().max(60).describe('Id of the factor that shall answer.'),
});

/** `now` lets a page count down without trusting the clock of its machine. */
export const visitChallengeSchema = challengeViewSchema.extend({ now: z.iso.datetime() });
export type VisitChallenge = z.infer<typeof visitChallengeSchema>;

export const visitCheckSchema = checkViewSchema.extend({ now: z.iso.datetime() });
export type VisitCheck = z.infer<typeof visitCheckSchema>;

async function withClock(context: Context, view: ChallengeView): Promise<VisitChallenge> {
  return { ...view, now: isoTime(await context.live.now()) };
}

function requireChallenge({ session }: Visit): string {
  if (session.challengeId === null) {
    throw new OtpostError('challenge_not_found', 'No challenge was begun on this visit');
  }
  return session.challengeId;
}

export interface BeginVisitChallenge {
  readonly factor: string;
  /** Of the user's browser. */
  readonly ip: string | undefined;
}

/**
 * Asks for one factor of the user: to sign in on a visit for that, and as a proof on all others. A visit is one session, so a
 * reload joins the pending challenge. Throws `invalid_request` for a factor that is not an active one of this user.
 */
export async function beginVisitChallenge(
  context: Context,
  visit: Visit,
  { factor: id, ip }: BeginVisitChallenge,
): Promise<VisitChallenge> {
  const { session, user } = visit;
  const factor = user.factors.find((candidate) => candidate.id === id && candidate.status === 'active');
  if (!factor) throw invalidField('factor', 'is no active factor of this user');
  const { applicationId, externalId } = userOfVisit(context, visit);
  const locale = session.locale ?? user.locale;
  const { view } = await startChallenge(context, {
    applicationId,
    input: {
      user: externalId,
      channel: factor.type,
      factor: factor.id,
      purpose: session.flow === 'challenge' ? 'sign-in' : 'proof',
      session: session.id,
      ...(locale ? { locale } : {}),
      ...(ip ? { ip } : {}),
    },
  });
  await noteVisit(context, visit, { challengeId: view.id });
  return withClock(context, view);
}

export async function resendVisitChallenge(context: Context, visit: Visit): Promise<VisitChallenge> {
  const { applicationId } = visit.session;
  return withClock(context, await resendChallenge(context, { applicationId, id: requireChallenge(visit) }));
}

/** A right answer is noted on the visit before the page is told; a proof is no sign-in. */
export async function checkVisitChallenge(
  context: Context,
  visit: Visit,
  input: CheckChallengeInput,
): Promise<VisitCheck> {
  const { applicationId, flow } = visit.session;
  const checked = await checkChallenge(context, { applicationId, id: requireChallenge(visit), input, request: '' });
  if (checked.valid && flow === 'challenge') await noteVisit(context, visit, { act: 'approved' });
  return { ...checked, now: isoTime(await context.live.now()) };
}
