import { z } from 'zod';
import { applicationOf } from '../../challenge/application-of.js';
import { auditAnswer } from '../../challenge/audit-answer.js';
import { rateLimited } from '../../challenge/challenge-errors.js';
import type { AnswerVerdict } from '../../challenge/judge-answer.js';
import { judgeFor } from '../../challenge/judge-for.js';
import type { Context } from '../../context.js';
import { invalidField } from '../../errors.js';
import { newPasskeyChallenge, passkeyRequestOptions } from '../../factor/passkey-options.js';
import { type PasskeyRequestOptions, passkeyAssertionSchema } from '../../factor/passkey-schemas.js';
import { passkeySite } from '../../factor/passkey-site.js';
import { changeUser } from '../../user/change-user.js';
import type { UserRecord } from '../../user-records.js';
import { changeAdmin } from '../account/change-admin.js';
import type { AdminSessionRecord } from '../admin-records.js';
import { consoleApplicationId } from '../console-application.js';
import { adminUser, factorsOfAdmin } from './admin-user.js';
import { type BegunSession, beginSession } from './begin-session.js';
import type { SigningBrowser } from './known-browser.js';
import { noteSignIn } from './note-sign-in.js';
import type { AdminSession } from './read-admin-session.js';
import { unfinishedMilliseconds } from './session-life.js';

export const secondFactorSchema = z
  .strictObject({
    code: z.string().max(32).optional(),
    passkey: passkeyAssertionSchema.optional(),
  })
  .refine(({ code, passkey }) => (code === undefined) !== (passkey === undefined), {
    path: ['code'],
    message: 'is needed, or passkey',
  });
export type SecondFactorInput = z.infer<typeof secondFactorSchema>;

/** What the browser asks a passkey for; the challenge stands in the session until it is answered. */
export async function askForPasskey(
  context: Context,
  { session, admin }: AdminSession,
): Promise<PasskeyRequestOptions> {
  const { adminSessions } = context.store;
  const user = await adminUser(context, admin);
  const passkeys = factorsOfAdmin(user).filter((factor) => factor.type === 'passkey');
  if (passkeys.length === 0) throw invalidField('passkey', 'there is none');
  const challenge = newPasskeyChallenge(context);
  const asked = { ...session, passkeyChallenge: challenge, updatedAt: context.now(), version: session.version + 1 };
  if ((await adminSessions.replace(asked, session.version)) !== 'replaced') {
    const stored = await adminSessions.get(session.id);
    if (!stored) throw invalidField('passkey', 'the session has ended');
    return await askForPasskey(context, { session: stored, admin });
  }
  const { settings } = applicationOf(context.settings.current(), consoleApplicationId);
  return passkeyRequestOptions(passkeySite(context, settings), challenge, passkeys, unfinishedMilliseconds);
}

async function judge(
  context: Context,
  { session }: AdminSession,
  known: UserRecord,
  input: SecondFactorInput,
): Promise<{ readonly user: UserRecord; readonly result: AnswerVerdict }> {
  const application = applicationOf(context.settings.current(), consoleApplicationId);
  const factors = factorsOfAdmin(known);
  const site = passkeySite(context, application.settings);
  const passkeys = factors.filter((factor) => factor.type === 'passkey');
  const options =
    session.passkeyChallenge === null
      ? undefined
      : passkeyRequestOptions(site, session.passkeyChallenge, passkeys, unfinishedMilliseconds);
  const challenge = { id: session.id, purpose: session.stage === 'signed_in' ? 'step-up' : 'sign-in' };
  const content = { code: '', to: '', options };
  const decide = await judgeFor(context, { application, challenge, content, user: known, factors, input });
  return await changeUser(context, known.id, decide, known);
}

export type SecondFactorAnswer =
  | { readonly valid: true; readonly begun: BegunSession }
  | { readonly valid: false; readonly reason: 'wrong_code' | 'already_used' | 'clock_off' };

/** Takes the challenge away before its answer is judged: of two at once one goes on, so that no signature opens two sessions. */
async function spendChallenge({ store, now }: Context, session: AdminSessionRecord): Promise<boolean> {
  const spent = { ...session, passkeyChallenge: null, updatedAt: now(), version: session.version + 1 };
  return (await store.adminSessions.replace(spent, session.version)) === 'replaced';
}

/**
 * The second half of a sign-in, and the same again before a dangerous act. By app, passkey or recovery code; a recovery code leads
 * to the set-up of a new factor. Guesses are counted for the admin as for every user. Throws `rate_limited`.
 */
export async function showSecondFactor(
  context: Context,
  asked: AdminSession & { readonly browser: SigningBrowser },
  input: SecondFactorInput,
): Promise<SecondFactorAnswer> {
  const { session, admin, browser } = asked;
  if (input.passkey && !(await spendChallenge(context, session))) return { valid: false, reason: 'already_used' };
  const before = await adminUser(context, admin);
  const { user, result } = await judge(context, asked, before, input);
  await auditAnswer(context, user, null, result);
  if (result.kind === 'limited') throw rateLimited(result);
  if (result.kind === 'wrong') return { valid: false, reason: 'wrong_code' };
  if (result.kind !== 'right') return { valid: false, reason: result.kind };
  const stage = user.mustReplace ? 'must_enrol' : 'signed_in';
  const isSignIn = session.stage !== 'signed_in';
  const signedIn = isSignIn ? await changeAdmin(context, admin.id, () => ({ lastSignInAt: context.now() })) : admin;
  const begun = await beginSession(context, { admin: signedIn, stage, browser: browser.name, instead: session });
  if (isSignIn) await noteSignIn(context, { admin, session: begun.session.id, by: result.by, browser });
  return { valid: true, begun };
}
