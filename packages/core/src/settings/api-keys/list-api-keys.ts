import type { Context } from '../../context.js';
import { requireSetting } from '../stored-setting.js';
import { type ApiKeyView, apiKeyView } from './api-key-schemas.js';

/** All keys of an application, or with null the admin keys; revoked ones too, oldest first. Throws `not_found`. */
export async function listApiKeys(
  { store }: Context,
  { applicationId }: { readonly applicationId: string | null },
): Promise<ApiKeyView[]> {
  if (applicationId !== null) await requireSetting(store.applications, applicationId, 'application');
  return (await store.apiKeys.list({ applicationId: { equals: applicationId } })).map(apiKeyView);
}
