import { addressPlace } from '../address/address-place.js';
import { parseAddress } from '../address/parse-address.js';
import { requestWindows, sendLimitsOf } from '../challenge/request-limits.js';
import { type SealedContent, sealContexts, unsealContent } from '../challenge/sealed-content.js';
import type { Context } from '../context.js';
import { deliveryId } from '../ids.js';
import type { FallbackStep } from '../live-fallback-port.js';
import type { LiveChallenge } from '../live-port.js';
import type { ApplicationRecord } from '../records.js';
import { providersFor } from '../settings/settings-snapshot.js';
import { ringBell } from './ring-bell.js';

const firstPriority = 1;

type Target = FallbackStep['target'];

const passedOver = (reason: string): Target => ({ kind: 'skip', reason });

/** The next address, once its own limits have room for the send; or why it is passed over. */
async function targetOf(
  context: Context,
  challenge: LiveChallenge,
  application: ApplicationRecord,
  content: SealedContent,
): Promise<Target> {
  const { settings } = application;
  const snapshot = context.settings.current();
  const { keyring } = snapshot;
  const next = content.fallback?.[challenge.step];
  const parsed = next && parseAddress(next.channel, next.to);
  if (!parsed?.ok) return passedOver('no_address');
  const { address } = parsed;
  const { channel } = address;
  const needsProvider = !settings.testMode;
  if (needsProvider && providersFor(snapshot, channel, application.id, address.country).length === 0)
    return passedOver('no_provider');
  const windows = requestWindows(settings, keyring, application.id, address, undefined);
  // The application asked once; only what a message by this channel costs is counted again.
  const ofMessage = windows.filter(({ name }) => name !== 'application_second');
  const used = ofMessage.length > 0 ? await context.live.limits.use(application.id, ofMessage) : undefined;
  if (used?.kind === 'limited') return passedOver(used.limit);
  const place = addressPlace(keyring, application.id, address);
  const reserved = await context.live.limits.reserveSend(place, {
    name: deliveryId(challenge.id, challenge.send + 1),
    sendLimits: sendLimitsOf(settings),
    failedChecksStop: settings.failedChecksStop,
  });
  if (reserved.kind !== 'reserved') return passedOver(reserved.kind === 'limited' ? reserved.limit : reserved.kind);
  return {
    kind: 'send',
    channel,
    place,
    addressMasked: address.masked,
    addressSealed: keyring.seal(application.id, sealContexts.address(challenge.id), address.canonical),
    country: address.country,
  };
}

/** A look before anything is counted; the live state decides again when the step is taken. */
async function mayStep(context: Context, challenge: LiveChallenge): Promise<boolean> {
  const delivery = challenge.sends.find(({ number }) => number === challenge.send)?.status ?? 'queued';
  const isSettled = !['queued', 'sending', 'delivered'].includes(delivery);
  const isLeft = challenge.kind === 'code' && challenge.step < challenge.fallbacks;
  return challenge.status === 'pending' && isLeft && isSettled && challenge.expiresAt > (await context.live.now());
}

/**
 * Goes on to the next channel of a challenge whose first did not deliver. Two steps in two shards: the limits of the new
 * address, then the challenge; both can be repeated, so that the sweeper finishes what a dead worker began.
 */
export async function fallBack(context: Context, id: string): Promise<void> {
  for (;;) {
    const challenge = await context.live.challenges.read(id);
    if (!challenge || !(await mayStep(context, challenge))) return;
    const { applicationId, step } = challenge;
    const snapshot = context.settings.current();
    const application = snapshot.applications.get(applicationId ?? '');
    const content = unsealContent(snapshot.keyring, applicationId, id, challenge.sealed);
    const target = application
      ? await targetOf(context, challenge, application, content)
      : passedOver('no_application');
    const cooldownSeconds = application?.settings.cooldownSeconds ?? [0];
    const result = await context.live.challenges.fallBack({ id, step, target, cooldownSeconds });
    if (result.kind === 'queued' && target.kind === 'send') {
      const ring = { id, kind: 'code', channel: target.channel, send: result.send, ring: 0 } as const;
      return await ringBell(context, ring, firstPriority);
    }
    if (result.kind !== 'skipped' || !result.isNextDue) return;
  }
}
