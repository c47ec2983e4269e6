import type { MadeAdmin } from './make-admin.js';
import type { ConsoleHouse } from './use-console.js';

export interface MadeSettings {
  readonly applicationId: string;
  readonly webhookId: string;
  readonly mailId: string;
  readonly arabicId: string;
}

const rules = [
  {
    name: 'Staff',
    when: { attributes: { staff: true }, createdAfter: null, createdBefore: null, type: null },
    requirement: 'required',
    enabled: true,
  },
  {
    name: 'Old accounts',
    when: { attributes: {}, createdAfter: null, createdBefore: '2025-01-01T00:00:00Z', type: 'person' },
    requirement: 'optional',
    enabled: false,
  },
];

/** An application with something on each of its tabs, and a template of each channel. */
export async function makeSettings(house: ConsoleHouse, admin: MadeAdmin): Promise<MadeSettings> {
  const ask = async (method: string, path: string, body?: unknown): Promise<string> => {
    const answer = await house.ask(admin, method, `/admin/v1${path}`, body);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { readonly id: string }).id;
  };
  const applicationId = await ask('POST', '/applications', {
    name: 'Example Shop',
    settings: { smsCountries: ['DE', 'AT', 'SI'], brand: { name: 'Example Shop' } },
  });
  const application = `/applications/${applicationId}`;
  const brand = { colour: '#a3195b' };
  await ask('PATCH', application, { version: 1, settings: { maxChecks: 3, brand, policy: { rules, graceDays: 14 } } });
  await ask('POST', `${application}/keys`, { scopes: ['challenges', 'users'] });
  const webhookId = await ask('POST', `${application}/webhooks`, {
    url: 'https://shop.example.com/hooks/otpost',
    description: 'Order system',
    events: ['challenge.approved', 'user.reset'],
  });
  await ask('POST', `${application}/webhooks/${webhookId}/test`, {});
  const mailId = await ask('POST', '/templates', {
    applicationId,
    channel: 'email',
    locale: 'en',
    subject: 'Your code for {{brand}}',
    text: 'Hello,\n\n{{code}} is your code {{purpose}} at {{brand}}. It holds for {{minutes}} minutes.',
  });
  const arabicId = await ask('POST', '/templates', {
    channel: 'sms',
    locale: 'ar',
    text: '{{code}} هو رمزك لدى {{brand}} لغرض {{purpose}}، صالح لمدة {{minutes}} دقيقة.',
  });
  return { applicationId, webhookId, mailId, arabicId };
}
