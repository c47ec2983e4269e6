import { z } from 'zod';
import { numberTypeMayReceiveCodes } from '../address/sms-gate.js';
import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import { rateLimited } from '../challenge/challenge-errors.js';
import { parseRecipient } from '../challenge/recipient.js';
import type { Context } from '../context.js';
import { OtpostError, unavailable } from '../errors.js';
import { deliveryId } from '../ids.js';
import type { NoticeRecord, ProviderRecord } from '../records.js';
import { requireSetting } from '../settings/stored-setting.js';
import { draftMessage, oweMessage } from './owe-message.js';

/** Enough to try settings out, and too little to send anybody's mail. */
const testsPerMinute = 10;
const minuteMilliseconds = 60_000;
/** An admin waits for a test; one that could not go out by then is of no use. */
const testLifeMilliseconds = 10 * minuteMilliseconds;
/** Tests belong to no application. */
const noApplication = '';

export const sendTestSchema = z.strictObject({
  to: z.string().max(400).describe('Your own address or phone number.'),
});

export const sentTestSchema = z.strictObject({
  deliveryId: z.string().describe('Follow it at GET /admin/v1/deliveries/{id}.'),
});

export interface SendTest {
  readonly actor: Actor;
  readonly providerId: string;
  readonly input: z.infer<typeof sendTestSchema>;
}

function draftTest(context: Context, provider: ProviderRecord, to: string): NoticeRecord {
  const { channel, id: providerId } = provider;
  const address = parseRecipient(channel, to);
  if (channel === 'sms' && !numberTypeMayReceiveCodes(address.numberType)) {
    throw new OtpostError('number_type_refused', 'This number is not a mobile number');
  }
  const message = { kind: 'test', applicationId: null, providerId, address, content: {} } as const;
  return draftMessage(context, { ...message, lifeMilliseconds: testLifeMilliseconds });
}

/**
 * Sends a test message by one provider, on the way of every other message. The provider may be disabled: that is when one
 * tries it. Throws `not_found`, `invalid_request` or `number_type_refused` for the address,
 * `rate_limited`, and `unavailable`.
 */
export async function sendTest(context: Context, request: SendTest): Promise<z.infer<typeof sentTestSchema>> {
  const { actor, providerId, input } = request;
  const { store, live } = context;
  const provider = await requireSetting(store.providers, providerId, 'provider');
  const notice = draftTest(context, provider, input.to);
  if (live.isFull()) throw unavailable('redis', 'The live state is nearly full: no tests for now');
  const window = { name: 'provider_tests', subject: providerId, limit: testsPerMinute };
  const used = await live.limits.use(noApplication, [{ ...window, windowMilliseconds: minuteMilliseconds }]);
  if (used.kind === 'limited') throw rateLimited(used);
  await audited(context, { actor, action: 'provider.test', target: providerId }, async () => {
    await store.notices.insert(notice);
    await oweMessage(context, notice);
  });
  return { deliveryId: deliveryId(notice.id, 1) };
}
