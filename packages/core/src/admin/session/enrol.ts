import type { Context } from '../../context.js';
import { OtpostError } from '../../errors.js';
import { beginFactor } from '../../factor/begin-factor.js';
import { confirmFactor } from '../../factor/confirm-factor.js';
import type { BegunFactor, ConfirmedFactor, ConfirmFactorInput } from '../../factor/factor-schemas.js';
import { regenerateRecoveryCodes } from '../../factor/regenerate-recovery-codes.js';
import { removeFactor } from '../../factor/remove-factor.js';
import type { Authority } from '../../proof/authority.js';
import { changeUser } from '../../user/change-user.js';
import { changeAdmin } from '../account/change-admin.js';
import { adminUser, factorsOfAdmin, userOfAdmin } from './admin-user.js';
import { type BegunSession, beginSession } from './begin-session.js';
import { noteSignIn } from './note-sign-in.js';
import type { AdminSession } from './read-admin-session.js';

/** A fresh second factor of the session stands for the proof. */
function authorityOf({ admin }: AdminSession): Authority {
  return { actor: `admin:${admin.id}`, isAdmin: true, proof: undefined };
}

export interface NewAdminFactor {
  readonly type: 'totp' | 'passkey';
  readonly name?: string | undefined;
}

export async function beginAdminFactor(
  context: Context,
  asked: AdminSession,
  input: NewAdminFactor,
): Promise<BegunFactor> {
  await adminUser(context, asked.admin);
  const { type, name } = input;
  const request = { ...userOfAdmin(asked.admin), authority: authorityOf(asked) };
  const { begun } = await beginFactor(context, { ...request, input: { type, ...(name ? { name } : {}) } });
  return begun;
}

export interface ConfirmAdminFactor extends AdminSession {
  readonly factorId: string;
  readonly input: ConfirmFactorInput;
  /** Of the browser: see SigningBrowser. */
  readonly marks?: string | undefined;
}

export interface ConfirmedAdminFactor {
  readonly confirmed: ConfirmedFactor;
  /** The session that takes the place of one that waited for this factor. */
  readonly begun: BegunSession | undefined;
}

/** The lost factors of one who came by a recovery code end, and so do the codes that lay beside them. */
async function forgetLost(context: Context, asked: ConfirmAdminFactor): Promise<readonly string[]> {
  const of = { ...userOfAdmin(asked.admin), authority: authorityOf(asked) };
  const user = await adminUser(context, asked.admin);
  for (const { id } of factorsOfAdmin(user)) {
    if (id !== asked.factorId) await removeFactor(context, { ...of, factorId: id });
  }
  await changeUser(context, user.id, () => ({ change: { mustReplace: false }, result: undefined }));
  return (await regenerateRecoveryCodes(context, of)).recoveryCodes;
}

/** The first factor, or the one after a recovery code, opens the session as well. */
export async function confirmAdminFactor(context: Context, asked: ConfirmAdminFactor): Promise<ConfirmedAdminFactor> {
  const { admin, session, factorId, input } = asked;
  const { mustReplace } = await adminUser(context, admin);
  const request = { ...userOfAdmin(admin), authority: authorityOf(asked), factorId, input };
  const confirmed = await confirmFactor(context, request);
  if (!confirmed.valid || session.stage !== 'must_enrol') return { confirmed, begun: undefined };
  const recoveryCodes = mustReplace ? [...(await forgetLost(context, asked))] : confirmed.recoveryCodes;
  const signedIn = await changeAdmin(context, admin.id, () => ({ lastSignInAt: context.now() }));
  const { browser } = session;
  const begun = await beginSession(context, { admin: signedIn, stage: 'signed_in', browser, instead: session });
  const comes = { name: browser, marks: asked.marks };
  await noteSignIn(context, { admin, session: begun.session.id, by: factorId, browser: comes });
  return { confirmed: { ...confirmed, ...(recoveryCodes ? { recoveryCodes } : {}) }, begun };
}

/** Throws `policy_forbids` for the last one: an admin without a second factor could not sign in. */
export async function removeAdminFactor(
  context: Context,
  asked: AdminSession & { readonly factorId: string },
): Promise<void> {
  const user = await adminUser(context, asked.admin);
  const others = factorsOfAdmin(user).filter(({ id }) => id !== asked.factorId);
  if (others.length === 0)
    throw new OtpostError('policy_forbids', 'Add another second factor before you remove the last one');
  await removeFactor(context, { ...userOfAdmin(asked.admin), factorId: asked.factorId, authority: authorityOf(asked) });
}

export async function renewAdminRecoveryCodes(context: Context, asked: AdminSession): Promise<readonly string[]> {
  const request = { ...userOfAdmin(asked.admin), authority: authorityOf(asked) };
  return (await regenerateRecoveryCodes(context, request)).recoveryCodes;
}
