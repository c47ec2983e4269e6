import type { ProviderMetadata } from '@otpost/provider-kit/provider-definition';

export const twilioMetadata: ProviderMetadata = {
  kind: 'twilio',
  name: 'Twilio',
  description: 'Sends SMS through the Messages API of a Twilio account.',
  channels: ['sms'],
  formFields: [
    {
      name: 'accountSid',
      label: 'Account SID',
      kind: 'text',
      required: true,
      placeholder: 'AC0123456789abcdef0123456789abcdef',
      help: 'Begins with AC. It stands on the first page of the Twilio console, under "Account info".',
    },
    {
      name: 'authToken',
      label: 'Auth token',
      kind: 'secret',
      required: true,
      help: 'Stands beside the account SID in the Twilio console. It is stored encrypted and not shown again.',
    },
    {
      name: 'from',
      label: 'From',
      kind: 'text',
      required: false,
      placeholder: '+12065550100',
      help: 'A number, short code or sender name of your account. Fill in this or the messaging service, not both.',
    },
    {
      name: 'messagingServiceSid',
      label: 'Messaging service SID',
      kind: 'text',
      required: false,
      placeholder: 'MG0123456789abcdef0123456789abcdef',
      help: 'Begins with MG. The service picks the best sender for each country. Fill in this or From, not both.',
    },
    {
      name: 'baseUrl',
      label: 'API address',
      kind: 'text',
      required: false,
      placeholder: 'https://api.dublin.ie1.twilio.com',
      help: 'Leave empty for the USA. For another region, the address of its API; for tests, that of an emulator.',
    },
  ],
};
