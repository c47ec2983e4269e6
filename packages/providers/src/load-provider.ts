import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineProvider } from '@otpost/provider-kit/define-provider';
import type { ProviderDefinition } from '@otpost/provider-kit/provider-definition';
import { providerTools } from '@otpost/provider-kit/provider-tools';

export interface LoadedProvider {
  readonly definition: ProviderDefinition;
  /** The file that exports it. */
  readonly entry: URL;
}

/**
 * Loads one provider of an operator: a package, or a directory or file relative to `baseDirectory`. The module
 * exports `provider`: a definition, or a function that makes one from the provider tools. Errors name the specifier.
 */
export async function loadProvider(specifier: string, baseDirectory: string): Promise<LoadedProvider> {
  try {
    const entry = resolveEntry(specifier, baseDirectory);
    const module = (await import(entry.href)) as Record<string, unknown>;
    return { definition: definitionFrom(module), entry };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The provider "${specifier}" cannot be loaded: ${reason}`, { cause: error });
  }
}

/** Follows `main` of a package or directory, as `require` does. */
function resolveEntry(specifier: string, baseDirectory: string): URL {
  return pathToFileURL(createRequire(join(baseDirectory, 'otpost.js')).resolve(specifier));
}

function definitionFrom({ provider }: Record<string, unknown>): ProviderDefinition {
  if (provider === undefined) throw new Error('the module has no export named `provider`');
  const made: unknown = typeof provider === 'function' ? provider(providerTools) : provider;
  if (!isDefinition(made)) {
    throw new Error(
      '`provider` is not a definition: it needs metadata, configSchema, sendTimeoutMilliseconds and create',
    );
  }
  if (!/^[a-z][a-z0-9-]{1,31}$/.test(made.metadata.kind)) {
    throw new Error('its kind must be 2 to 32 lower case letters, digits and dashes');
  }
  // Once more, so that a definition written as a plain object is guarded as well.
  return defineProvider(made);
}

function isDefinition(value: unknown): value is ProviderDefinition {
  if (typeof value !== 'object' || value === null) return false;
  const { metadata, configSchema, sendTimeoutMilliseconds, create } = value as Partial<ProviderDefinition>;
  return (
    typeof metadata?.kind === 'string' &&
    Array.isArray(metadata.formFields) &&
    typeof configSchema?.safeParse === 'function' &&
    typeof sendTimeoutMilliseconds === 'number' &&
    typeof create === 'function'
  );
}
