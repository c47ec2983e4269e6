import type { FormField, Provider, ProviderKind } from './contract.js';

/** What the form holds of a config: text as typed, switches as they stand. A secret that was not typed is absent. */
export type ConfigDraft = Readonly<Record<string, string | boolean>>;

function shownValue(field: FormField, stored: unknown): string | boolean {
  if (field.kind === 'switch') return typeof stored === 'boolean' ? stored : field.defaultValue === true;
  if (field.kind === 'json') return stored === undefined || stored === null ? '' : JSON.stringify(stored, null, 2);
  if (typeof stored === 'string' || typeof stored === 'number') return String(stored);
  return String(field.defaultValue ?? '');
}

function pairsText(stored: unknown): string {
  if (typeof stored !== 'object' || stored === null) return '';
  return Object.keys(stored)
    .map((name) => `${name}: ••••••`)
    .join('\n');
}

/** The form of a kind, with what is stored of a provider. Secrets are never sent here, so their fields are empty. */
export function draftOf({ formFields }: ProviderKind, provider?: Provider): ConfigDraft {
  const config = provider?.config ?? {};
  const entries = formFields.map((field): [string, string | boolean] => {
    if (field.kind === 'secret') return [field.name, ''];
    if (field.kind === 'pairs') return [field.name, pairsText(config[field.name])];
    return [field.name, shownValue(field, config[field.name])];
  });
  return Object.fromEntries(entries);
}

export function isShown({ showWhen, defaultValue }: FormField, draft: ConfigDraft): boolean {
  if (!showWhen) return true;
  const value = draft[showWhen.field] ?? defaultValue ?? '';
  return String(value) === String(showWhen.equals);
}

function parsedPairs(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}

/** Text that is no JSON goes to the server as it is, which names the field and says what is wrong. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function valueOf(field: FormField, typed: string | boolean): unknown {
  if (typeof typed === 'boolean') return typed;
  if (field.kind === 'number') return /^\d+$/.test(typed.trim()) ? Number(typed) : typed;
  if (field.kind === 'pairs') return parsedPairs(typed);
  if (field.kind === 'json') return parsedJson(typed);
  return typed;
}

/**
 * The config to send. Of a new provider all that was filled in; of one that stands only what was changed, and null for what was
 * emptied: secrets that were not typed stay.
 */
export function configOf(
  { formFields }: ProviderKind,
  draft: ConfigDraft,
  stored?: ConfigDraft,
): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  for (const field of formFields) {
    const typed = draft[field.name] ?? '';
    const isEmpty = typed === '' || !isShown(field, draft);
    if (stored) {
      if (typed === stored[field.name]) continue;
      config[field.name] = isEmpty ? null : valueOf(field, typed);
    } else if (!isEmpty) config[field.name] = valueOf(field, typed);
  }
  return config;
}
