import { invalidField } from '../../errors.js';
import type { ProviderConfig } from './provider-config.js';
import type { ProviderKind, ProviderKinds } from './provider-kinds.js';

/**
 * Asks the provider itself, by a call that sends nothing. Throws `invalid_request` in its words when the config does not
 * work, so that it replaces none that does. False when the kind cannot be asked.
 */
export async function requireWorking(
  { environment }: ProviderKinds,
  kind: ProviderKind,
  config: ProviderConfig,
): Promise<boolean> {
  if (!kind.verify) return false;
  const verification = await kind.verify(config, environment);
  if (verification.ok) return true;
  const { field, message } = verification;
  throw invalidField(field === undefined ? 'config' : `config.${field}`, message);
}
