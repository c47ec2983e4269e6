import type { MasterKeys } from '@otpost/core/keyring/master-keys';
import type { ProviderKinds } from '@otpost/core/settings/providers/provider-kinds';

/** What admin routes need beside the context. */
export interface AdminParts {
  readonly kinds: ProviderKinds;
  readonly masterKeys: MasterKeys;
}
