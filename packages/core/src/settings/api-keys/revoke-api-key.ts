import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import { OtpostError } from '../../errors.js';
import type { ApiKeyRecord } from '../../records.js';
import { changeSetting } from '../change-setting.js';
import { type ApiKeyView, apiKeyView } from './api-key-schemas.js';

export interface RevokeApiKey {
  readonly actor: Actor;
  /** Null: an admin key. */
  readonly applicationId: string | null;
  readonly id: string;
}

/** Ends a key for good, everywhere within a second. Revoking it again changes nothing. Throws `not_found`. */
export async function revokeApiKey(context: Context, { actor, applicationId, id }: RevokeApiKey): Promise<ApiKeyView> {
  const { apiKeys } = context.store;
  const stored = await apiKeys.get(id);
  if (!stored || stored.applicationId !== applicationId) {
    throw new OtpostError('not_found', 'There is no key with this id.');
  }
  if (stored.revokedAt !== null) return apiKeyView(stored);
  const at = context.now();
  const next: ApiKeyRecord = { ...stored, version: stored.version + 1, updatedAt: at, revokedAt: at };
  const write = async (): Promise<ApiKeyRecord> => {
    // A key changes only by being revoked: when somebody was faster, it is as it should be.
    await apiKeys.replace(next, stored.version);
    return (await apiKeys.get(id)) ?? next;
  };
  return apiKeyView(await changeSetting(context, { actor, action: 'api_key.revoke', target: id, write }));
}
