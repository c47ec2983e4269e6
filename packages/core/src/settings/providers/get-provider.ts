import type { Context } from '../../context.js';
import { requireSetting } from '../stored-setting.js';
import { healthsOf } from './healths-of.js';
import { viewHealth } from './provider-health.js';
import type { ProviderKinds } from './provider-kinds.js';
import type { HealthyProviderView } from './provider-schemas.js';
import { providerView } from './provider-view.js';

export interface GetProvider {
  readonly kinds: ProviderKinds;
  readonly id: string;
}

/** Throws `not_found`. */
export async function getProvider(context: Context, { kinds, id }: GetProvider): Promise<HealthyProviderView> {
  const record = await requireSetting(context.store.providers, id, 'provider');
  const health = viewHealth((await healthsOf(context, [id])).get(id));
  return { ...providerView(record, kinds, context.settings.current().keyring), health };
}
