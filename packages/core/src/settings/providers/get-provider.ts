import type { Context } from '../../context.js';
import { requireSetting } from '../stored-setting.js';
import type { ProviderKinds } from './provider-kinds.js';
import type { ProviderView } from './provider-schemas.js';
import { providerView } from './provider-view.js';

export interface GetProvider {
  readonly kinds: ProviderKinds;
  readonly id: string;
}

/** Throws `not_found`. */
export async function getProvider(context: Context, { kinds, id }: GetProvider): Promise<ProviderView> {
  const record = await requireSetting(context.store.providers, id, 'provider');
  return providerView(record, kinds, context.settings.current().keyring);
}
