/**
 * What a valid configuration is. Strict: a setting that nobody knows is refused, and every message names its field.
 *
 * @param {any} z zod
 */
export function configSchema(z) {
  return z.strictObject({
    url: z.url({ protocol: /^https?$/, error: 'An address that begins with https://' }).max(2048),
    apiKey: z.string('The API key is missing').regex(/^[\x21-\x7e]{8,200}$/, '8 to 200 characters without spaces'),
    sender: z
      .string('The sender is a text')
      .regex(/^\+?[A-Za-z0-9]{1,15}$/, 'A number or a name')
      .optional(),
  });
}
