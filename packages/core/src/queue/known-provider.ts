import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { ProviderRecord } from '../records.js';

/** Throws `not_found` where there is none. */
export function knownProvider({ settings }: Pick<Context, 'settings'>, id: string): ProviderRecord {
  const provider = settings.current().providers.get(id);
  if (!provider) throw new OtpostError('not_found', 'There is no provider with this id');
  return provider;
}
