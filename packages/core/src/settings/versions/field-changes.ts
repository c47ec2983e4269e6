import type { FieldChange } from './version-schemas.js';

type Fields = Readonly<Record<string, unknown>>;

/** What people may see of a version, and the secrets in it, which are compared and never shown. */
export interface VersionContent {
  readonly visible: Fields;
  readonly secrets: Fields;
}

const isGroup = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Objects become their fields; a list stays whole, since the place of an entry is no name for it. */
function flatten(fields: Fields, prefix = ''): Map<string, unknown> {
  return new Map(
    Object.entries(fields).flatMap(([name, value]) =>
      isGroup(value) && Object.keys(value).length > 0
        ? [...flatten(value, `${prefix}${name}.`)]
        : [[`${prefix}${name}`, value] as const],
    ),
  );
}

/** One spelling for what is the same, in whatever order a store hands back the fields. */
function spelling(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spelling).join(',')}]`;
  if (!isGroup(value)) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${spelling(inner)}`).join(',')}}`;
}

function changedNames(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => spelling(before.get(name)) !== spelling(after.get(name)));
}

/** What differs, field by field; of a secret only that it does. */
export function fieldChanges(before: VersionContent, after: VersionContent): FieldChange[] {
  const [old, next] = [flatten(before.visible), flatten(after.visible)];
  const secrets = changedNames(new Map(Object.entries(before.secrets)), new Map(Object.entries(after.secrets)));
  return [
    ...changedNames(old, next).map((field) => ({
      field,
      before: old.get(field) ?? null,
      after: next.get(field) ?? null,
    })),
    ...secrets.map((field) => ({ field, secret: true as const })),
  ];
}
