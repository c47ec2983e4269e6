import type { Context } from '../../context.js';
import type { AdminView } from './admin-schemas.js';
import { viewAdmin } from './admin-view.js';

export async function listAdmins({ store, settings }: Pick<Context, 'store' | 'settings'>): Promise<AdminView[]> {
  const { keyring } = settings.current();
  return (await store.admins.list()).map((admin) => viewAdmin(keyring, admin));
}

/** Who did what is told by name; an admin who was deleted stays an id. */
export async function listAdminNames({ store }: Pick<Context, 'store'>): Promise<{ id: string; name: string }[]> {
  return (await store.admins.list()).map(({ id, name }) => ({ id, name }));
}

/** Before the first one is made, the console shows how to make it. */
export async function hasAdmins({ store }: Pick<Context, 'store'>): Promise<boolean> {
  return (await store.admins.page({}, { limit: 1 })).length > 0;
}
