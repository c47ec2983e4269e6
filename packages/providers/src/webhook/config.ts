import { z } from 'zod';
import { receiptSecretSchema } from '../signed-receipts/receipt-secret.js';
import { checkForm } from './check-form.js';
import { successRuleSchema } from './success-rule.js';
import { placeholdersIn } from './template.js';

/** Headers that belong to the connection, or that we write ourselves. */
const ownHeaders = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'proxy-connection',
  'accept-encoding',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
]);

const headersSchema = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/, 'Not a header name')
      .refine((name) => !ownHeaders.has(name.toLowerCase()), 'This header is set by Otpost'),
    z
      .string('A header value is a text')
      .regex(/^[\x20-\x7e]{0,1024}$/, 'Printable ASCII characters, 1,024 at most')
      .refine((value) => placeholdersIn(value).every((name) => name === 'secret'), 'Headers know {{secret}} only'),
  )
  .refine((headers) => Object.keys(headers).length <= 20, 'At most 20 headers');

export const webhookConfigSchema = z
  .strictObject({
    url: z.string('The address is missing').min(1, 'The address is missing').max(2048, 'At most 2,048 characters'),
    secret: z
      .string('The secret is a text')
      .regex(/^[\x21-\x7e]{1,512}$/, 'Printable characters without spaces')
      .optional(),
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH'], 'GET, POST, PUT or PATCH').default('POST'),
    headers: headersSchema.default({}),
    body: z
      .string('The body is a text')
      .min(1, 'The body is empty; leave the setting out instead')
      .max(8192, 'At most 8,192 characters')
      .optional(),
    success: successRuleSchema.optional(),
    receiptSecret: receiptSecretSchema,
    awaitReceipts: z.boolean('Either true or false').default(false),
  })
  .superRefine((config, context) => {
    for (const { field, message } of checkForm(config)) context.addIssue({ code: 'custom', path: [field], message });
  });

export type WebhookConfig = z.infer<typeof webhookConfigSchema>;
