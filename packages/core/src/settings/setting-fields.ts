import { z } from 'zod';
import { applicationSettingsSchema } from './application-settings.js';

const plainSchema = z.union([z.string(), z.number(), z.boolean()]);

export const settingFieldSchema = z.strictObject({
  path: z.string().describe('Dots between levels: `totp.digits`.'),
  title: z.string(),
  help: z.string(),
  kind: z.enum(['number', 'switch', 'select', 'text', 'numbers', 'texts', 'rules']),
  default: z.unknown(),
  isNullable: z.boolean(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  mostItems: z.int().nullable(),
  longest: z.int().nullable().describe('Characters.'),
  options: z.array(plainSchema).nullable(),
});

export type SettingField = z.infer<typeof settingFieldSchema>;

export const settingFieldListSchema = z.strictObject({ fields: z.array(settingFieldSchema) });

/** A part of a JSON Schema; only what is read here. */
interface Part {
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly anyOf?: readonly Part[];
  readonly allOf?: readonly Part[];
  readonly items?: Part;
  readonly enum?: readonly (string | number | boolean)[];
  readonly const?: string | number | boolean;
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
}

function leavesOf(part: Part, path = ''): [path: string, part: Part][] {
  if (part.properties === undefined) return [[path, part]];
  return Object.entries(part.properties).flatMap(([name, inner]) => leavesOf(inner, path ? `${path}.${name}` : name));
}

function kindOf(part: Part, options: SettingField['options']): SettingField['kind'] {
  const { type, items } = part;
  if (type === 'array') {
    if (items?.type === 'integer') return 'numbers';
    return items?.properties ? 'rules' : 'texts';
  }
  if (options) return 'select';
  if (type === 'boolean') return 'switch';
  return type === 'integer' || type === 'number' ? 'number' : 'text';
}

/** One value of a list of constants, or an enum. */
function optionsOf({ enum: values, anyOf = [], items }: Part): SettingField['options'] {
  const named = values ?? items?.enum;
  if (named) return [...named];
  const constants = anyOf.flatMap((one) => (one.const === undefined ? [] : [one.const]));
  return constants.length > 0 && constants.length === anyOf.length ? constants : null;
}

function fieldOf(path: string, whole: Part): SettingField {
  const choices = whole.anyOf ?? [];
  const isNullable = choices.some(({ type }) => type === 'null');
  const bare = isNullable ? (choices.find(({ type }) => type !== 'null') ?? whole) : whole;
  const options = optionsOf(bare);
  return {
    path,
    title: whole.title ?? path,
    help: whole.description ?? '',
    kind: kindOf(bare, options),
    default: whole.default ?? null,
    isNullable,
    minimum: bare.minimum ?? bare.items?.minimum ?? null,
    maximum: bare.maximum ?? bare.items?.maximum ?? null,
    mostItems: bare.maxItems ?? null,
    longest: bare.maxLength ?? null,
    options,
  };
}

/** Every setting of an application in words and bounds, read from the schema that parses it. */
export function settingFields(): SettingField[] {
  const whole = z.toJSONSchema(applicationSettingsSchema, { io: 'input', reused: 'inline' }) as Part;
  return leavesOf(whole).map(([path, part]) => fieldOf(path, part));
}
