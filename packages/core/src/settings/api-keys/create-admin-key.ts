import { noteAct } from '../../admin/notice/noted-act.js';
import { tellOwners } from '../../admin/notice/tell-owners.js';
import type { Actor } from '../../audit/actor.js';
import { audited } from '../../audit/audited.js';
import type { Context } from '../../context.js';
import type { NoticeWriter } from '../../notice/send-notice.js';
import { draftApiKey, insertApiKey } from './insert-api-key.js';

/** A whole context where the API runs, and less in a command. */
export type AdminKeyMaking = (Context | NoticeWriter) & { readonly actor: Actor };

export interface NewAdminKey {
  readonly id: string;
  /** The whole key, shown once. */
  readonly key: string;
}

/** A key for /admin/v1; the owners are told. Needs no running API: for the first start and for an operator with a shell. */
export async function createAdminKey(making: AdminKeyMaking): Promise<NewAdminKey> {
  const { actor, store } = making;
  const owner = { applicationId: null, scopes: [] };
  const draft = draftApiKey(making, owner);
  const data = noteAct({ kind: 'admin_key_made', act: draft.id });
  const made = await audited(making, { actor, action: 'admin_key.create', target: 'installation', data }, async () => {
    // Before and after the write, as in changeSetting.
    await store.raiseSettingsVersion();
    const { made: key } = await insertApiKey(making, owner, draft);
    await store.raiseSettingsVersion();
    return { id: key.id, key: key.key };
  });
  await tellOwners(making, { kind: 'admin_key_made', act: made.id, actor, applicationId: null });
  return made;
}
