import type { ProviderMetadata } from '@otpost/provider-kit/provider-definition';
import { receiptSecretField } from '../signed-receipts/receipt-secret.js';

export const webhookMetadata: ProviderMetadata = {
  kind: 'webhook',
  name: 'Webhook',
  description: 'Calls a program of yours, or any SMS or mail gateway with an HTTP interface, for every message.',
  channels: ['sms', 'email'],
  formFields: [
    {
      name: 'url',
      label: 'Address',
      kind: 'text',
      required: true,
      placeholder: 'https://example.com/messages',
      help: 'Must begin with https://. For a gateway that takes its values there, write them after the ?: ?to={{to}}&text={{text}}',
    },
    {
      name: 'secret',
      label: 'Secret',
      kind: 'secret',
      required: false,
      placeholder: 'whsec_...',
      help: 'Signs every call (Standard Webhooks). With a body of your own it is the API key that you write as {{secret}}.',
    },
    {
      name: 'method',
      label: 'Method',
      kind: 'select',
      required: false,
      defaultValue: 'POST',
      options: ['POST', 'GET', 'PUT', 'PATCH'].map((value) => ({ value, label: value })),
      help: 'POST, unless the gateway asks for something else.',
    },
    {
      name: 'headers',
      label: 'Headers',
      kind: 'pairs',
      required: false,
      help: 'Sent with every call. Example: Authorization with the value Bearer {{secret}}. Content-Type decides how values are escaped.',
    },
    {
      name: 'body',
      label: 'Body',
      kind: 'multiline',
      required: false,
      placeholder: '{"recipient": "{{to}}", "message": "{{text}}"}',
      help: 'Leave empty for a signed JSON message. Otherwise what the gateway wants, with {{to}} {{text}} {{code}} {{subject}} {{id}} {{locale}}.',
    },
    {
      name: 'success',
      label: 'Success rule',
      kind: 'json',
      required: false,
      placeholder: '{"jsonPath": "messages.0.status", "equals": "queued"}',
      help: 'How to tell that the gateway took the message: status (list), jsonPath with equals or contains, or contains alone.',
    },
    receiptSecretField('your gateway'),
    {
      name: 'awaitReceipts',
      label: 'Wait for receipts',
      kind: 'switch',
      required: false,
      defaultValue: false,
      help: 'Switch on when the gateway posts a receipt for every message: a fallback is used when none comes within 30 seconds.',
    },
  ],
};
