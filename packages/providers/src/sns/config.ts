import { z } from 'zod';
import { receiptSecretSchema } from '../signed-receipts/receipt-secret.js';

/** SNS developer guide, "Sending a mobile text message": 1 to 11 letters and digits, at least one letter. */
const senderId = /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/;

export const snsConfigSchema = z
  .strictObject({
    region: z
      .string('The AWS region is missing')
      .regex(/^[a-z]{2,3}(-[a-z]+){1,3}-\d{1,2}$/, 'Write a region such as eu-central-1'),
    accessKeyId: z
      .string('The key is a text')
      .regex(/^[A-Za-z0-9_]{4,128}$/, 'Letters and digits, as AWS shows it')
      .optional(),
    secretAccessKey: z
      .string('The secret is a text')
      .regex(/^[\x21-\x7e]{4,128}$/, 'Printable characters without spaces, as AWS shows it')
      .optional(),
    senderId: z
      .string('The sender is a text')
      .regex(senderId, '1 to 11 letters and digits, at least one letter')
      .optional(),
    originationNumber: z
      .string('The number is a text')
      .regex(/^(\+[1-9]\d{5,14}|\d{3,8})$/, 'A number such as +12065550100, or a short code')
      .optional(),
    maxPrice: z
      .string('The price is a text')
      .regex(/^\d{1,3}(\.\d{1,5})?$/, 'US dollars as 0.50')
      .refine((price) => Number(price) > 0, 'A price of nothing would send nothing')
      .optional(),
    entityId: z
      .string('The ID is a text')
      .regex(/^[A-Za-z0-9]{1,50}$/, 'Letters and digits')
      .optional(),
    templateId: z
      .string('The ID is a text')
      .regex(/^[A-Za-z0-9]{1,50}$/, 'Letters and digits')
      .optional(),
    endpoint: z
      .url({ protocol: /^https?$/, error: 'An address that begins with https://' })
      .max(2048)
      .optional(),
    receiptSecret: receiptSecretSchema,
  })
  .superRefine(({ accessKeyId, secretAccessKey }, context) => {
    if (accessKeyId !== undefined && secretAccessKey === undefined) {
      context.addIssue({ code: 'custom', path: ['secretAccessKey'], message: 'An access key needs its secret' });
    }
    if (secretAccessKey !== undefined && accessKeyId === undefined) {
      context.addIssue({ code: 'custom', path: ['accessKeyId'], message: 'A secret needs its access key ID' });
    }
  });

export type SnsConfig = z.infer<typeof snsConfigSchema>;
