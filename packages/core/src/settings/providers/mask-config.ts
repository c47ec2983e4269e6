import type { FormField } from '@otpost/provider-kit/form-field';
import type { ProviderConfig } from './provider-config.js';

const hidden = '••••';
/** The end of a short secret would say too much of it. */
const shortestWithVisibleEnd = 12;
const visibleEnd = 4;

export function maskSecret(secret: string): string {
  return secret.length < shortestWithVisibleEnd ? hidden : hidden + secret.slice(-visibleEnd);
}

function maskValue(value: unknown): unknown {
  if (typeof value === 'string') return maskSecret(value);
  if (typeof value !== 'object' || value === null) return value === null || value === undefined ? value : hidden;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskValue(inner)]));
}

/** `pairs` are headers and the like, whose values are as secret as any password. */
export const isSecret = (field: FormField): boolean => field.kind === 'secret' || field.kind === 'pairs';

/** A config as an admin may see it: secrets as their last 4 characters at most, pairs by their names. */
export function maskConfig(config: ProviderConfig, formFields: readonly FormField[]): Record<string, unknown> {
  const secret = new Set(formFields.filter(isSecret).map((field) => field.name));
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, secret.has(name) ? maskValue(value) : value]),
  );
}

/** A form sends back what it was shown: a value that is the mask of the stored one stands for the stored one. */
function unmaskValue(given: unknown, stored: unknown): unknown {
  if (typeof given === 'string') return typeof stored === 'string' && given === maskSecret(stored) ? stored : given;
  if (typeof given !== 'object' || given === null || typeof stored !== 'object' || stored === null) return given;
  const before = new Map(Object.entries(stored));
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, unmaskValue(value, before.get(name))]));
}

/**
 * The stored config with a patch laid over it (RFC 7396 at the first level): what is left out stays, secrets too; null
 * takes a field away.
 */
export function patchConfig(
  stored: ProviderConfig,
  patch: ProviderConfig,
  formFields: readonly FormField[],
): Record<string, unknown> {
  const secret = new Set(formFields.filter(isSecret).map((field) => field.name));
  const patched = new Map(Object.entries(stored));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) patched.delete(name);
    else patched.set(name, secret.has(name) ? unmaskValue(value, stored[name]) : value);
  }
  return Object.fromEntries(patched);
}
