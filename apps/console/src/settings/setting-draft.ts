import type { SettingField } from './contract.js';

/** What a form holds, by the path of each setting: text as typed, switches as they stand. */
export type Draft = Readonly<Record<string, string | boolean>>;

export function valueAt(settings: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      settings,
    );
}

function shown({ kind }: SettingField, value: unknown): string | boolean {
  if (kind === 'switch') return value === true;
  if (Array.isArray(value)) return value.join(kind === 'numbers' ? ', ' : '\n');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function draftOf(fields: readonly SettingField[], settings: object): Draft {
  return Object.fromEntries(fields.map((field) => [field.path, shown(field, valueAt(settings, field.path))]));
}

/** What is no number goes to the server as it was typed, which says what is wrong. */
const numberOf = (text: string): number | string => (/^-?\d+$/.test(text.trim()) ? Number(text) : text);

function listOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function parsed(field: SettingField, typed: string | boolean): unknown {
  if (typeof typed === 'boolean') return typed;
  if (typed.trim() === '' && field.isNullable) return null;
  switch (field.kind) {
    case 'number':
      return numberOf(typed);
    case 'select':
      return field.options?.find((option) => String(option) === typed) ?? typed;
    case 'numbers':
      return listOf(typed, /[\s,;]+/).map(numberOf);
    case 'texts':
      return listOf(typed, /\n/);
    default:
      return typed;
  }
}

/** A change with one path set, groups along the way. */
function withPath(patch: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...patch, [first]: value };
  const group = (patch[first] ?? {}) as Record<string, unknown>;
  return { ...patch, [first]: withPath(group, rest.join('.'), value) };
}

/** Only what was changed, as the API takes it: what is left out stays. */
export function patchOf(fields: readonly SettingField[], draft: Draft, base: Draft): Record<string, unknown> {
  return fields
    .filter(({ path }) => draft[path] !== base[path])
    .reduce<Record<string, unknown>>(
      (patch, field) => withPath(patch, field.path, parsed(field, draft[field.path] ?? '')),
      {},
    );
}
