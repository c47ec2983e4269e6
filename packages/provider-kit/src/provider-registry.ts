import type { ProviderDefinition } from './provider-definition.js';

export interface ProviderRegistry {
  get(kind: string): ProviderDefinition | undefined;
  /** In the order of registration. */
  list(): readonly ProviderDefinition[];
}

/** Every kind of provider that this installation knows. Throws when two share a kind. */
export function createProviderRegistry(definitions: readonly ProviderDefinition[]): ProviderRegistry {
  const byKind = new Map<string, ProviderDefinition>();
  for (const definition of definitions) {
    const { kind } = definition.metadata;
    if (byKind.has(kind)) throw new Error(`Two providers are of the kind "${kind}"`);
    byKind.set(kind, definition);
  }
  return { get: (kind) => byKind.get(kind), list: () => [...byKind.values()] };
}
