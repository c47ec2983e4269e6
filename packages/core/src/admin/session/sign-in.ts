import { rateLimited } from '../../challenge/challenge-errors.js';
import type { Context } from '../../context.js';
import { OtpostError } from '../../errors.js';
import { parseAdminEmail } from '../account/admin-email.js';
import { isRightPassword } from '../account/password.js';
import type { AdminRecord } from '../admin-records.js';
import { adminUser, factorsOfAdmin } from './admin-user.js';
import { type BegunSession, beginSession } from './begin-session.js';

const quarterHourMilliseconds = 15 * 60_000;
/** SECURITY J11. By account and network together, so that nobody can lock an admin out from elsewhere. */
const triesOfAccountFromNetwork = 5;
const triesOfAccount = 60;
const triesFromNetwork = 40;

export interface Browser {
  readonly name: string;
  /** Address of the network, as limits know it; empty when it is not known. */
  readonly network: string;
}

export interface SignIn {
  readonly input: { readonly email: string; readonly password: string };
  readonly browser: Browser;
}

/** Counted before the password is looked at. Throws `rate_limited`, and `unavailable` without Redis: no guess goes uncounted. */
async function countTry(context: Context, emailHash: string, network: string): Promise<void> {
  const { keyring } = context.settings.current();
  const windowMilliseconds = quarterHourMilliseconds;
  const from = keyring.indexHash('admin-network', network);
  const used = await context.live.limits.use('', [
    { name: 'admin_sign_ins', subject: `${emailHash}.${from}`, limit: triesOfAccountFromNetwork, windowMilliseconds },
    { name: 'admin_sign_ins_of_account', subject: emailHash, limit: triesOfAccount, windowMilliseconds },
    { name: 'admin_sign_ins_from_network', subject: from, limit: triesFromNetwork, windowMilliseconds },
  ]);
  if (used.kind === 'limited') throw rateLimited(used);
}

async function findAdmin(context: Context, emailHash: string): Promise<AdminRecord | undefined> {
  const [admin] = await context.store.admins.list({ emailHash: { equals: emailHash } });
  return admin?.status === 'active' ? admin : undefined;
}

/** Whoever lost the factor and signed in by a recovery code sets up a new one before anything else. */
export async function stageAfterPassword(
  context: Context,
  admin: AdminRecord,
): Promise<'must_enrol' | 'second_factor'> {
  return factorsOfAdmin(await adminUser(context, admin)).length === 0 ? 'must_enrol' : 'second_factor';
}

/**
 * The first half of a sign-in. One answer for an unknown address, a wrong password and a disabled admin (ASVS 6.3.8). Throws
 * `unauthenticated`, `rate_limited`, `invalid_request` and `unavailable`.
 */
export async function signIn(context: Context, { input, browser }: SignIn): Promise<BegunSession> {
  const email = parseAdminEmail(context.settings.current().keyring, input.email);
  await countTry(context, email.hash, browser.network);
  const admin = await findAdmin(context, email.hash);
  const isRight = await isRightPassword(input.password, admin?.passwordHash ?? null);
  if (!admin || !isRight) throw new OtpostError('unauthenticated', 'The email or the password is not right');
  const stage = await stageAfterPassword(context, admin);
  return await beginSession(context, { admin, stage, browser: browser.name });
}
