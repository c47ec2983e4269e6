import { isSupportedCountry } from 'libphonenumber-js/max';
import { z } from 'zod';
import { type Policy, policySchema } from '../../policy/policy-schema.js';
import { type ApplicationSettings, applicationSettingsSchema } from '../application-settings.js';
import { isPasskeyOrigin } from './passkey-origin.js';

/** Any part of the settings; inside a group such as `totp`, any part of the group. */
export type SettingsPatch = {
  readonly [Name in keyof ApplicationSettings]?: ApplicationSettings[Name] extends readonly unknown[]
    ? ApplicationSettings[Name] | undefined
    : Partial<ApplicationSettings[Name]> | undefined;
};

function withoutDefault(schema: unknown): unknown {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
}

/** The same fields and bounds, all optional and none with a default, so that what is left out stays as it is. */
function patchOf(schema: z.ZodObject): z.ZodObject {
  const fields = Object.entries(schema.shape).map(([name, field]) => {
    const bare = withoutDefault(field);
    return [name, z.optional(bare instanceof z.ZodObject ? patchOf(bare) : (bare as z.ZodType))];
  });
  return z.strictObject(Object.fromEntries(fields));
}

/** Of what has the form of a code; the rest is refused for its form. */
const isCountry = (code: string): boolean => !/^[A-Z]{2}$/.test(code) || isSupportedCountry(code);

/** Of what is changed alone: stored settings of an older version must be read, else the application would stand still. */
function refuseWhatIsNone({ origins = [], smsCountries = [] }: SettingsPatch, context: z.RefinementCtx): void {
  const refuse = (field: string, values: readonly string[], is: (value: string) => boolean, message: string): void => {
    for (const [place, value] of values.entries()) {
      if (!is(value)) context.addIssue({ code: 'custom', path: [field, place], message });
    }
  };
  refuse('origins', origins, isPasskeyOrigin, 'must be an origin such as https://shop.example.com');
  refuse('smsCountries', smsCountries, isCountry, 'is no country with phone numbers');
}

const anyPatchSchema = patchOf(applicationSettingsSchema) as unknown as z.ZodType<SettingsPatch>;

export const settingsPatchSchema = anyPatchSchema.superRefine(refuseWhatIsNone);

/** Any part of a policy. */
export const policyPatchSchema = patchOf(policySchema) as unknown as z.ZodType<Partial<Policy>>;

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The stored settings with the named ones replaced. Throws a ZodError when the two together are not valid. */
export function mergeSettings(stored: ApplicationSettings, patch: SettingsPatch): ApplicationSettings {
  const merged: Record<string, unknown> = { ...stored };
  for (const [name, value] of Object.entries(patch)) {
    const before = merged[name];
    if (value !== undefined) merged[name] = isGroup(before) && isGroup(value) ? { ...before, ...value } : value;
  }
  return applicationSettingsSchema.parse(merged);
}
