import { tellOwners } from '../../admin/notice/tell-owners.js';
import type { Actor } from '../../audit/actor.js';
import type { AuditContext } from '../../audit/append-audit.js';
import { audited } from '../../audit/audited.js';
import type { RandomBytes } from '../../clock.js';
import type { Context } from '../../context.js';
import { insertApiKey } from './insert-api-key.js';

export interface AdminKeyMaking extends AuditContext {
  readonly actor: Actor;
  readonly randomBytes: RandomBytes;
}

export interface NewAdminKey {
  readonly id: string;
  /** The whole key, shown once. */
  readonly key: string;
}

/** A key for /admin/v1. Needs no running API: for the first start and for an operator with a shell. */
export async function createAdminKey(making: AdminKeyMaking): Promise<NewAdminKey> {
  const { actor, store } = making;
  return await audited(making, { actor, action: 'admin_key.create', target: 'installation' }, async () => {
    // Before and after the write, as in changeSetting.
    await store.raiseSettingsVersion();
    const { made } = await insertApiKey(making, { applicationId: null, scopes: [] });
    await store.raiseSettingsVersion();
    return { id: made.id, key: made.key };
  });
}

/** The same where the API runs: the owners are told. */
export async function createToldAdminKey(context: Context, actor: Actor): Promise<NewAdminKey> {
  const made = await createAdminKey({ ...context, actor });
  await tellOwners(context, { kind: 'admin_key_made', act: made.id, actor, applicationId: null });
  return made;
}
