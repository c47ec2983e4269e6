import type { FormField } from './form-field.js';
import type { ProviderMetadata } from './provider-definition.js';

/** A header value shorter than this is a word, not a key; taking it out of every sentence would leave none readable. */
const shortestPairSecret = 8;

/** Every secret text in a config, to be kept out of logs and outcomes. */
export function secretValues(metadata: ProviderMetadata, config: Record<string, unknown>): string[] {
  return metadata.formFields.filter(isWriteOnly).flatMap(({ name, kind }) => {
    const texts = textsOf(config[name]);
    return kind === 'pairs' ? texts.filter((text) => text.length >= shortestPairSecret) : texts;
  });
}

/** The values of `pairs` are write-only as well: HTTP headers carry API keys. */
function isWriteOnly(field: FormField): boolean {
  return field.kind === 'secret' || field.kind === 'pairs';
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  return [];
}
