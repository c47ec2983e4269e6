import type { ProviderKinds } from '@otpost/core/settings/providers/provider-kinds';
import { receiptBodySchema } from '@otpost/providers/signed-receipts/receipt-body';
import { z } from 'zod';
import type { DescribedRoute } from '../route/route.js';

const providerId = z.string().describe('Id of the provider.');
const reference = z.string().describe('Signed by Otpost: names the message. The provider was told this address.');
/** What Twilio posts; it names its own fields, and adds to them. */
const formSchema = z.record(z.string(), z.string());

const common = {
  method: 'post',
  access: 'anyone',
  tag: 'Receipts',
  body: receiptBodySchema,
  bodyExample: { deliveryId: 'ch_07...-1', status: 'delivered' },
  otherBodies: { 'application/x-www-form-urlencoded': formSchema },
  answers: { 204: { description: 'Taken. What was known before changes nothing, and what comes too early is kept.' } },
  errors: ['forbidden', 'not_found', 'unavailable'],
} as const;

function descriptionFor(kinds: ProviderKinds): string {
  const names = kinds.list().flatMap(({ metadata, readReceipts }) => (readReceipts ? [`\`${metadata.kind}\``] : []));
  return [
    `For providers of the kinds ${names.toSorted().join(', ')}; others answer \`not_found\`.`,
    'It takes no key: each call is signed as its provider signs, and `forbidden` when the signature does not fit.',
    'JSON is signed with the `receiptSecret` of the provider, as Standard Webhooks says',
    '(`webhook-id`, `webhook-timestamp`, `webhook-signature`); a form of Twilio by `X-Twilio-Signature`.',
    'A receipt may come more than once, in any order, early and days late.',
  ].join(' ');
}

/** Where providers tell what became of a message. The router serves them, and the OpenAPI document describes them. */
export const receiptPaths = { all: '/receipts/:providerId', one: '/receipts/:providerId/:reference' } as const;

export function describedReceipts(kinds: ProviderKinds): readonly DescribedRoute[] {
  const description = descriptionFor(kinds);
  return [
    {
      ...common,
      path: receiptPaths.all,
      summary: 'Tell what became of messages',
      description: `${description} Up to 1,000 receipts, each by its \`deliveryId\` or \`providerMessageId\`.`,
      params: z.object({ providerId }),
    },
    {
      ...common,
      path: receiptPaths.one,
      summary: 'Tell what became of the message of this address',
      description,
      params: z.object({ providerId, reference }),
    },
  ];
}
