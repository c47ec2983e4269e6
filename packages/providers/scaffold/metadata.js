/** Who the provider is, and the fields from which the console draws its settings form. */
export const metadata = {
  kind: 'example-gateway',
  name: 'example-gateway',
  description: 'Sends SMS through an HTTP gateway that takes and answers JSON.',
  channels: ['sms'],
  formFields: [
    {
      name: 'url',
      label: 'Address',
      kind: 'text',
      required: true,
      placeholder: 'https://gateway.example.com/messages',
      help: 'Where the gateway takes messages. Its documentation calls this the endpoint.',
    },
    {
      name: 'apiKey',
      label: 'API key',
      kind: 'secret',
      required: true,
      help: 'Made in the account settings of the gateway. It is stored encrypted and not shown again.',
    },
    {
      name: 'sender',
      label: 'Sender',
      kind: 'text',
      required: false,
      help: 'The number or name that people see. Leave it empty to use the one of your account.',
    },
  ],
};
