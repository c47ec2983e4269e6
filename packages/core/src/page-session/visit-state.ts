import { z } from 'zod';
import { maskEmail, maskPhone } from '../address/mask.js';
import { challengeViewSchema } from '../challenge/challenge-schemas.js';
import { isoTime, isoTimeOrNull, viewChallenge } from '../challenge/challenge-view.js';
import type { Context } from '../context.js';
import { chooseLocale } from '../message/choose-locale.js';
import { decideRequirement } from '../policy/decide-requirement.js';
import { evaluatePolicy } from '../policy/evaluate-policy.js';
import { owesOwnAddress } from '../proof/can-prove.js';
import { openProfile } from '../user/user-profile.js';
import type { FactorRecord, UserRecord } from '../user-records.js';
import { mostExtensions } from './page-life.js';
import { pageFlowSchema } from './page-session-schemas.js';
import type { Visit } from './require-visit.js';

const time = z.iso.datetime();
const factorTypeSchema = z.enum(['totp', 'passkey', 'email', 'sms']);

export const visitFactorSchema = z.strictObject({
  id: z.string(),
  type: factorTypeSchema,
  name: z.string(),
  address: z.string().nullable().describe('Masked; null where there is none.'),
  createdAt: time,
  lastUsedAt: time.nullable(),
});

/** All that a hosted page shows of a visit. Holds no secret and no full address. */
export const visitStateSchema = z.strictObject({
  id: z.string(),
  flow: pageFlowSchema,
  locale: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  now: time,
  expiresAt: time,
  extensionsLeft: z.int(),
  application: z.strictObject({
    name: z.string().describe('The name of the brand, else that of the application.'),
    logo: z.string().nullable(),
    colour: z.string().nullable(),
    supportText: z.string().nullable(),
  }),
  user: z.strictObject({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() }),
  factors: z.array(visitFactorSchema),
  challenge: challengeViewSchema.nullable().describe('The pending one of this visit, so that a reload sends nothing.'),
  recoveryCodes: z.strictObject({ left: z.int(), madeAt: time }).nullable(),
  secondFactor: z.enum(['on', 'off']),
  isApproved: z.boolean().describe('The user signed in on this visit, so that a reload asks nothing again.'),
  policy: z.strictObject({
    requirement: z.enum(['off', 'optional', 'required']),
    mustReplace: z.boolean().describe('The lost factor must be replaced before anything else.'),
    graceEndsAt: time.nullable().describe('Until then a user without a factor may go on without setting up.'),
    confirmFirst: z
      .string()
      .nullable()
      .describe('The masked address at which a code is asked before the first factor.'),
    allowedFactors: z.array(factorTypeSchema),
    trustedDeviceDays: z.int(),
    mayAskForReset: z.boolean(),
  }),
});

export type VisitState = z.infer<typeof visitStateSchema>;

function viewFactor(factor: FactorRecord): z.infer<typeof visitFactorSchema> {
  const { id, type, name } = factor;
  const address = factor.type === 'email' || factor.type === 'sms' ? factor.addressMasked : null;
  return {
    id,
    type,
    name,
    address,
    createdAt: isoTime(factor.createdAt),
    lastUsedAt: isoTimeOrNull(factor.lastUsedAt),
  };
}

function viewRecoveryCodes({ recoveryCodes }: UserRecord): VisitState['recoveryCodes'] {
  if (!recoveryCodes) return null;
  const left = recoveryCodes.codes.filter(({ usedAt }) => usedAt === null).length;
  return { left, madeAt: isoTime(recoveryCodes.madeAt) };
}

/** Null where nothing is owed, as by who followed the link of a reset; and where there is no address, which the attempt tells. */
function confirmFirst({ application, user, resetId }: Visit, email: string | null): string | null {
  const owes = resetId === undefined && owesOwnAddress(application.settings.policy, user);
  return owes && email !== null ? maskEmail(email) : null;
}

function viewPolicy(visit: Visit, email: string | null): VisitState['policy'] {
  const { application, user, session } = visit;
  const { policy } = application.settings;
  const { mustReplace, graceEndsAt } = evaluatePolicy(policy, user, session.now);
  return {
    requirement: decideRequirement(policy, user).requirement,
    mustReplace,
    graceEndsAt: isoTimeOrNull(graceEndsAt),
    confirmFirst: confirmFirst(visit, email),
    allowedFactors: policy.factors,
    trustedDeviceDays: policy.trustedDeviceDays,
    mayAskForReset: policy.adminReset !== 'off',
  };
}

/** The language of the visit: what the application asked for, then the user's own, then the application's default. */
function localeOf(context: Context, { session, user, application }: Visit): string {
  const asked = session.locale ?? user.locale;
  return chooseLocale(asked, application.settings.defaultLocale, context.locales.tags);
}

async function pendingChallenge(context: Context, { session }: Visit): Promise<VisitState['challenge']> {
  const challenge = session.challengeId === null ? undefined : await context.live.challenges.read(session.challengeId);
  if (challenge?.status !== 'pending' || session.now >= challenge.expiresAt) return null;
  return viewChallenge(challenge, context.settings.current().keyring, session.now);
}

export async function visitState(context: Context, visit: Visit): Promise<VisitState> {
  const { session, application, user } = visit;
  const { brand, supportText } = application.settings;
  const profile = openProfile(context.settings.current().keyring, user);
  const locale = localeOf(context, visit);
  return {
    id: session.id,
    flow: session.flow,
    locale,
    direction: context.locales.get(locale).strings.direction,
    now: isoTime(session.now),
    expiresAt: isoTime(session.expiresAt),
    extensionsLeft: mostExtensions - session.extensions,
    application: { name: brand.name ?? application.name, logo: brand.logo, colour: brand.colour, supportText },
    user: {
      name: profile.name,
      email: profile.email && maskEmail(profile.email),
      phone: profile.phone && maskPhone(profile.phone),
    },
    factors: user.factors.filter(({ status }) => status === 'active').map(viewFactor),
    challenge: await pendingChallenge(context, visit),
    recoveryCodes: viewRecoveryCodes(user),
    secondFactor: user.secondFactor,
    isApproved: session.acts.some(({ act }) => act === 'approved'),
    policy: viewPolicy(visit, profile.email),
  };
}
