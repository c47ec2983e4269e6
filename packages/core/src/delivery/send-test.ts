import { z } from 'zod';
import { addressPlace } from '../address/address-place.js';
import { numberTypeMayReceiveCodes } from '../address/sms-gate.js';
import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import { rateLimited } from '../challenge/challenge-errors.js';
import { parseRecipient } from '../challenge/recipient.js';
import { sealContent, sealContexts } from '../challenge/sealed-content.js';
import type { Context } from '../context.js';
import { OtpostError, unavailable } from '../errors.js';
import { deliveryId, newLiveId } from '../ids.js';
import type { NewLiveChallenge } from '../live-port.js';
import type { NoticeRecord, ProviderRecord } from '../records.js';
import { requireSetting } from '../settings/stored-setting.js';
import { ringBell } from './ring-bell.js';

/** Enough to try settings out, and too little to send anybody's mail. */
const testsPerMinute = 10;
const minuteMilliseconds = 60_000;
/** An admin waits for a test; one that could not go out by then is of no use. */
const testLifeMilliseconds = 10 * minuteMilliseconds;
/** Tests belong to no application. In keyed hashes that is an empty one. */
const noApplication = '';
const firstPriority = 1;

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

interface Draft {
  readonly notice: NoticeRecord;
  readonly challenge: NewLiveChallenge;
}

/** The same content twice: the notice is remembered, its live twin is delivered. */
function draftTest(context: Context, provider: ProviderRecord, to: string): Draft {
  const { keyring } = context.settings.current();
  const { channel, id: providerId } = provider;
  const address = parseRecipient(channel, to);
  if (channel === 'sms' && !numberTypeMayReceiveCodes(address.numberType)) {
    throw new OtpostError('number_type_refused', 'This number is not a mobile number');
  }
  const place = addressPlace(keyring, noApplication, address);
  const id = newLiveId('nt', place.shard, context.randomBytes);
  const sealed = sealContent(keyring, null, id, { code: '', to: address.canonical });
  const owner = { id, kind: 'test', applicationId: null, channel, providerId, sealed } as const;
  const at = context.now();
  const times = { createdAt: at, updatedAt: at, expiresAt: at + testLifeMilliseconds, endedAt: null };
  return {
    notice: { ...owner, ...times, version: 1, addressMasked: address.masked },
    challenge: {
      ...owner,
      purpose: 'test',
      place,
      session: '',
      addressMasked: address.masked,
      country: address.country,
      keyId: '',
      digest: '',
      addressSealed: keyring.seal(null, sealContexts.address(id), address.canonical),
      metadataSealed: null,
      bindingSealed: null,
      lifeMilliseconds: testLifeMilliseconds,
      maxChecks: 1,
      failedChecksStop: 1,
      sendLimits: null,
      userId: null,
      factorId: null,
    },
  };
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
  const { notice, challenge } = draftTest(context, provider, input.to);
  if (live.isFull()) throw unavailable('redis', 'The live state is nearly full: no tests for now');
  const window = { name: 'provider_tests', subject: providerId, limit: testsPerMinute };
  const used = await live.limits.use(noApplication, [{ ...window, windowMilliseconds: minuteMilliseconds }]);
  if (used.kind === 'limited') throw rateLimited(used);
  await audited(context, { actor, action: 'provider.test', target: providerId }, async () => {
    await store.notices.insert(notice);
    await live.challenges.create(challenge);
  });
  await ringBell(context, { id: notice.id, kind: 'test', channel: provider.channel, send: 1, ring: 0 }, firstPriority);
  return { deliveryId: deliveryId(notice.id, 1) };
}
