import type { ProviderMetadata } from '@otpost/provider-kit/provider-definition';
import { receiptSecretField } from '../signed-receipts/receipt-secret.js';

export const smtpMetadata: ProviderMetadata = {
  kind: 'smtp',
  name: 'SMTP',
  description: 'Sends email through any mail server: your own, or the SMTP access of a mail service.',
  channels: ['email'],
  formFields: [
    {
      name: 'host',
      label: 'Server',
      kind: 'text',
      required: true,
      placeholder: 'smtp.example.com',
      help: 'The name of the outgoing mail server. Your mail service lists it under "SMTP settings".',
    },
    {
      name: 'port',
      label: 'Port',
      kind: 'number',
      required: true,
      defaultValue: 587,
      help: '587 for most servers (the connection is upgraded to TLS), 465 when the server expects TLS from the start.',
    },
    {
      name: 'secure',
      label: 'TLS from the start',
      kind: 'switch',
      required: false,
      defaultValue: false,
      help: 'On for port 465. Off for port 587: there the connection is upgraded, and refused when it cannot be.',
    },
    {
      name: 'username',
      label: 'User name',
      kind: 'text',
      required: false,
      help: 'Leave empty when the server asks for no login. For some services this is the word "apikey".',
    },
    {
      name: 'password',
      label: 'Password',
      kind: 'secret',
      required: false,
      help: 'The password or API key that goes with the user name. It is stored encrypted and not shown again.',
    },
    {
      name: 'from',
      label: 'From',
      kind: 'text',
      required: true,
      placeholder: 'Example <no-reply@example.com>',
      help: 'The sender that people see. The server must allow this address, and its domain needs SPF and DKIM records.',
    },
    {
      name: 'allowInsecure',
      label: 'Allow no encryption (dangerous)',
      kind: 'switch',
      required: false,
      defaultValue: false,
      help: 'Sends codes and password readable over the network. A server on this machine needs no TLS anyway.',
    },
    receiptSecretField('your bounce processor'),
  ],
};
