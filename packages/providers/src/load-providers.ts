import { createProviderRegistry, type ProviderRegistry } from '@otpost/provider-kit/provider-registry';
import { loadProvider } from './load-provider.js';
import { builtInProviders } from './registry.js';

/**
 * The built-in providers and those of the operator, in this order. `specifiers` name packages, directories or files,
 * seen from `baseDirectory`. Rejects when one cannot be loaded or a kind is taken; the error names the specifier.
 */
export async function loadProviders(specifiers: readonly string[], baseDirectory: string): Promise<ProviderRegistry> {
  const definitions = [...builtInProviders];
  for (const specifier of specifiers) {
    const { definition } = await loadProvider(specifier, baseDirectory);
    const { kind } = definition.metadata;
    if (definitions.some((known) => known.metadata.kind === kind)) {
      throw new Error(`The provider "${specifier}" cannot be loaded: there is already one of the kind "${kind}"`);
    }
    definitions.push(definition);
  }
  return createProviderRegistry(definitions);
}
