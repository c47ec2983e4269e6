import type { Actor } from '../../audit/actor.js';
import { audited } from '../../audit/audited.js';
import type { Context } from '../../context.js';
import { invalidField } from '../../errors.js';
import type { ProviderRecord } from '../../records.js';
import { requireSetting } from '../stored-setting.js';
import { parseConfig, requireKind } from './check-provider.js';
import { patchConfig } from './mask-config.js';
import { openProviderConfig, type ProviderConfig } from './provider-config.js';
import type { ProviderKind, ProviderKinds } from './provider-kinds.js';
import type { VerifiedProvider, VerifyProviderInput } from './provider-schemas.js';
import { requireWorking } from './require-working.js';

export interface VerifyProvider {
  readonly actor: Actor;
  readonly kinds: ProviderKinds;
  readonly input: VerifyProviderInput;
}

/** A form sends back masks for the secrets that it was shown, or leaves them out. */
function completed(
  context: Context,
  kind: ProviderKind,
  stored: ProviderRecord,
  given: ProviderConfig,
): ProviderConfig {
  const { keyring } = context.settings.current();
  return patchConfig(openProviderConfig(keyring, stored), given, kind.metadata.formFields);
}

/**
 * Whether a config would work, before it is saved. Audited, since stored secrets may go to the server that the form names.
 * Throws `not_found`, and `invalid_request` in the provider's words.
 */
export async function verifyProvider(context: Context, request: VerifyProvider): Promise<VerifiedProvider> {
  const { actor, kinds, input } = request;
  const { id, channel } = input;
  const kind = requireKind(kinds, input.kind, channel);
  const stored = id === undefined ? undefined : await requireSetting(context.store.providers, id, 'provider');
  if (stored && stored.kind !== input.kind) throw invalidField('id', `is a provider of kind "${stored.kind}"`);
  const given = stored ? completed(context, kind, stored, input.config) : input.config;
  const config = parseConfig(kinds, kind, given);
  const verify = () => requireWorking(kinds, kind, config);
  return { verified: await audited(context, { actor, action: 'provider.verify', target: id ?? input.kind }, verify) };
}
