import { parseAddress } from '@otpost/core/address/parse-address';
import type { Context } from '@otpost/core/context';
import { deliveryId, newLiveId } from '@otpost/core/ids';
import { sendNotice } from '@otpost/core/notice/send-notice';
import type { DeadLetterRecord } from '@otpost/core/records';

async function keep(context: Context, fields: Partial<DeadLetterRecord>): Promise<void> {
  const at = context.now();
  await context.store.deadLetters.insert({
    id: `dl_test${Buffer.from(context.randomBytes(8)).toString('hex')}`,
    version: 1,
    createdAt: at,
    updatedAt: at,
    kind: 'notice',
    status: 'waiting',
    applicationId: null,
    channel: 'email',
    subject: '',
    addressMasked: null,
    reason: 'refused',
    detail: '550 Relaying denied',
    jobSealed: null,
    sentAgainAs: null,
    ...fields,
  });
}

function addressOf(text: string) {
  const parsed = parseAddress('email', text);
  if (!parsed.ok) throw new Error(`${text} is no address`);
  return parsed.address;
}

/** A notice that stands in the store, and that no provider took. */
export async function makeDeadNotice(context: Context, applicationId: string, to: string): Promise<void> {
  const address = addressOf(to);
  const facts = { kind: 'reset', subject: null, at: context.now() } as const;
  await sendNotice(context, { applicationId, to: address, locale: null, facts });
  const [notice] = await context.store.notices.page({ kind: { equals: 'notice' } }, { limit: 1 });
  if (!notice) throw new Error('There is no notice');
  await keep(context, { applicationId, subject: deliveryId(notice.id, 1), addressMasked: address.masked });
}

/** A code whose challenge is long forgotten. */
export async function makeDeadCode(context: Context, applicationId: string, to: string): Promise<void> {
  const subject = deliveryId(newLiveId('ch', 1, context.randomBytes), 1);
  await keep(context, { kind: 'code', applicationId, subject, addressMasked: addressOf(to).masked });
}
