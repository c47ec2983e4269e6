import type { Context } from '../../context.js';
import { OtpostError, unavailable } from '../../errors.js';
import type { AdminRecord } from '../admin-records.js';

const mostTries = 20;

type AdminChange = Partial<Omit<AdminRecord, 'id' | 'version' | 'createdAt'>>;

export function adminNotFound(): OtpostError {
  return new OtpostError('not_found', 'There is no such admin');
}

/** One compare-and-set: decides over the admin as stored, and again when somebody else was faster. `decide` may throw. */
export async function changeAdmin(
  context: Pick<Context, 'store' | 'now'>,
  id: string,
  decide: (admin: AdminRecord) => AdminChange,
): Promise<AdminRecord> {
  const { admins } = context.store;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const admin = await admins.get(id);
    if (!admin) throw adminNotFound();
    const next = { ...admin, ...decide(admin), version: admin.version + 1, updatedAt: context.now() };
    if ((await admins.replace(next, admin.version)) === 'replaced') return next;
  }
  throw unavailable('store', 'Too many changes of this admin at once');
}
