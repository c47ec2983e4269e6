import { receiptStatuses, suppressionReasons } from '@otpost/provider-kit/receipt';
import { z } from 'zod';

const receiptSchema = z
  .strictObject({
    deliveryId: z.string().min(1).max(80).optional(),
    providerMessageId: z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 printable characters')
      .optional(),
    status: z.enum(receiptStatuses),
    suppress: z.enum(suppressionReasons).optional(),
    providerCode: z
      .string()
      .regex(/^[\x21-\x7e]{1,60}$/, 'must be 1 to 60 printable characters')
      .optional(),
    detail: z.string().max(300).optional(),
  })
  .refine(({ suppress, status }) => suppress === undefined || status === 'undelivered' || suppress === 'complaint', {
    path: ['suppress'],
    message: 'is for undelivered messages and complaints',
  });

/** What anybody may post who knows the secret: one receipt, or up to a thousand. */
export const receiptBodySchema = z.union([
  receiptSchema,
  z.strictObject({ receipts: z.array(receiptSchema).min(1).max(1000) }),
]);
