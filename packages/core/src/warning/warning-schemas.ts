import { z } from 'zod';

/** What stands and should not; each in words with what to do. */
export const warningCodes = [
  'no_provider',
  'no_working_provider',
  'country_without_provider',
  'no_sms_countries',
  'sms_without_alternative',
  'test_mode',
  'provider_config',
  'provider_down',
  'paused',
  'webhook_switched_off',
  'setting_unreadable',
  'insecure_public_url',
] as const;

export const warningSchema = z.strictObject({
  code: z.enum(warningCodes),
  severity: z
    .enum(['problem', 'advice'])
    .describe('`problem`: something does not work now. `advice`: it works, and should be otherwise.'),
  subject: z.strictObject({
    type: z.enum(['application', 'provider', 'webhook', 'channel', 'key', 'installation']),
    id: z.string().describe('Of a channel its name; empty for the installation.'),
    name: z.string(),
    applicationId: z.string().nullable(),
  }),
  message: z.string().describe('What is wrong, for people.'),
  whatToDo: z.string(),
});

export type Warning = z.infer<typeof warningSchema>;

export const warningListSchema = z.strictObject({ warnings: z.array(warningSchema).describe('Problems first.') });
