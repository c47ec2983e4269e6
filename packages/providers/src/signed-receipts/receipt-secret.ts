import type { FormField } from '@otpost/provider-kit/form-field';
import { z } from 'zod';

/** Standard Webhooks 1.0.0: 24 to 64 bytes, in base64 behind `whsec_`. */
export const receiptSecretSchema = z
  .string('The secret is a text')
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'Write whsec_ and 24 to 64 bytes in base64')
  .optional();

export function receiptSecretField(who: string): FormField {
  return {
    name: 'receiptSecret',
    label: 'Secret of receipts',
    kind: 'secret',
    required: false,
    placeholder: 'whsec_...',
    help: `Signs what ${who} posts to /receipts of this provider (Standard Webhooks). Leave empty to take no receipts.`,
  };
}
