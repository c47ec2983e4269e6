import { z } from 'zod';
import {
  type ChallengeView,
  type CheckView,
  challengeViewSchema,
  checkChallengeFields,
  checkViewSchema,
  refineAnswer,
} from '../challenge/challenge-schemas.js';
import { isoTime } from '../challenge/challenge-view.js';
import { checkChallenge } from '../challenge/check-challenge.js';
import { resendChallenge } from '../challenge/resend-challenge.js';
import { startChallenge } from '../challenge/start-challenge.js';
import type { Context } from '../context.js';
import { invalidField, OtpostError } from '../errors.js';
import { owesOwnAddress } from '../proof/can-prove.js';
import type { FactorType } from '../user-records.js';
import { noteVisit } from './note-visit.js';
import type { Visit } from './require-visit.js';
import { userOfVisit } from './user-of-visit.js';

const signIn = 'sign-in';
/** Stands for the address that the application told, where the policy wants it confirmed before the first factor. */
export const ownAddressId = 'own-address';

export const beginVisitChallengeSchema = z.strictObject({
  factor: z.string().max(60).describe(`Id of the factor that shall answer, or \`${ownAddressId}\`.`),
});

/** `now` lets a page count down without trusting the clock of its machine. */
export const visitChallengeSchema = challengeViewSchema.extend({ now: z.iso.datetime() });
export type VisitChallenge = z.infer<typeof visitChallengeSchema>;

export const checkVisitChallengeSchema = checkChallengeFields
  .extend({ trustDevice: z.boolean().optional().describe('The user asks not to be asked again on this device.') })
  .superRefine(refineAnswer);

export type CheckVisitChallengeInput = z.infer<typeof checkVisitChallengeSchema>;

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

interface Asked {
  readonly channel: FactorType;
  readonly factor?: string;
  readonly purpose: string;
}

/** The code at the own address proves that a factor may be set up, and is never a sign-in. */
function askedOf({ user, application, session }: Visit, id: string): Asked {
  if (id === ownAddressId && owesOwnAddress(application.settings.policy, user)) {
    return { channel: 'email', purpose: 'proof' };
  }
  const factor = user.factors.find((candidate) => candidate.id === id && candidate.status === 'active');
  if (!factor) throw invalidField('factor', 'is no active factor of this user');
  return { channel: factor.type, factor: factor.id, purpose: session.flow === 'challenge' ? signIn : 'proof' };
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
  const asked = askedOf(visit, id);
  const { applicationId, externalId } = userOfVisit(context, visit);
  const locale = session.locale ?? user.locale;
  const { view } = await startChallenge(context, {
    applicationId,
    input: {
      user: externalId,
      ...asked,
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

/** The approval last: who reads it reads what belongs to it. A recovery code trusts no device. */
async function noteApproval(context: Context, visit: Visit, checked: CheckView, trustDevice: boolean): Promise<void> {
  const { trustedDeviceDays } = visit.application.settings.policy;
  if (checked.usedRecoveryCode) await noteVisit(context, visit, { act: 'recovery_code_used' });
  else if (trustDevice && trustedDeviceDays > 0) await noteVisit(context, visit, { act: 'device_trusted' });
  await noteVisit(context, visit, { act: 'approved' });
}

async function purposeOf(context: Context, id: string): Promise<string | undefined> {
  return (await context.live.challenges.read(id))?.purpose;
}

/** A right answer is noted on the visit before the page is told; a proof is no sign-in. */
export async function checkVisitChallenge(
  context: Context,
  visit: Visit,
  { trustDevice = false, ...input }: CheckVisitChallengeInput,
): Promise<VisitCheck> {
  const { applicationId, flow } = visit.session;
  const id = requireChallenge(visit);
  const checked = await checkChallenge(context, { applicationId, id, input, request: '' });
  const isSignIn = checked.valid && flow === 'challenge' && (await purposeOf(context, id)) === signIn;
  if (isSignIn) await noteApproval(context, visit, checked, trustDevice);
  return { ...checked, now: isoTime(await context.live.now()) };
}
