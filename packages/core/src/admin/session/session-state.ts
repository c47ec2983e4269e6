import { z } from 'zod';
import type { Context } from '../../context.js';
import { recoveryCodesLeft } from '../../factor/recovery-code.js';
import { adminViewSchema } from '../account/admin-schemas.js';
import { viewAdmin } from '../account/admin-view.js';
import { hasAdmins } from '../account/list-admins.js';
import { adminUser, factorsOfAdmin } from './admin-user.js';
import type { AdminSession } from './read-admin-session.js';
import { freshMilliseconds } from './session-life.js';

const adminFactorSchema = z.strictObject({
  id: z.string(),
  type: z.enum(['totp', 'passkey']),
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});

export const sessionStateSchema = z.strictObject({
  stage: z.enum(['signed_out', 'second_factor', 'must_enrol', 'signed_in']),
  /** False before the first admin is made. */
  isSetUp: z.boolean(),
  admin: adminViewSchema.nullable(),
  factors: z.array(adminFactorSchema),
  recoveryCodesLeft: z.int(),
  /** Until then dangerous acts ask for nothing more. */
  freshUntil: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
});
export type SessionState = z.infer<typeof sessionStateSchema>;

const isoTime = (at: number): string => new Date(at).toISOString();

/** What the console shows of the one who uses it. Before the second factor no name is told, only what may answer. */
export async function sessionState(context: Context, found: AdminSession | undefined): Promise<SessionState> {
  if (!found) {
    const nobody = { admin: null, factors: [], recoveryCodesLeft: 0, freshUntil: null, expiresAt: null };
    return { stage: 'signed_out', isSetUp: await hasAdmins(context), ...nobody };
  }
  const { session, admin } = found;
  const user = await adminUser(context, admin);
  const isOpen = session.stage !== 'second_factor';
  const factors = factorsOfAdmin(user).map(({ id, type, name, createdAt, lastUsedAt }) => ({
    id,
    type: type === 'passkey' ? ('passkey' as const) : ('totp' as const),
    name,
    createdAt: isoTime(createdAt),
    lastUsedAt: lastUsedAt === null ? null : isoTime(lastUsedAt),
  }));
  return {
    stage: session.stage,
    isSetUp: true,
    admin: isOpen ? viewAdmin(context.settings.current().keyring, admin) : null,
    factors,
    recoveryCodesLeft: recoveryCodesLeft(user.recoveryCodes),
    freshUntil: session.secondFactorAt === null ? null : isoTime(session.secondFactorAt + freshMilliseconds),
    expiresAt: isoTime(session.expiresAt),
  };
}
