import type { ProviderDefinition, ProviderEnvironment } from '@otpost/provider-kit/provider-definition';

export type ProviderKind = Pick<
  ProviderDefinition,
  'metadata' | 'configSchema' | 'problems' | 'verify' | 'readReceipts'
>;

/** The kinds of provider that this installation knows: those in the house and those that the operator added. */
export interface ProviderKinds {
  /** What the operator allows: a config that it forbids is refused when it is saved. */
  readonly environment: ProviderEnvironment;
  get(kind: string): ProviderKind | undefined;
  list(): readonly ProviderKind[];
}
