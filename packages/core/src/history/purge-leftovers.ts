import type { Context } from '../context.js';
import { moveReset } from '../reset/move-reset.js';
import type { ResetStatus } from '../reset/reset-states.js';
import { type Batches, inBatches } from './in-batches.js';
import { purgeSettingVersions } from './purge-setting-versions.js';

const dayMilliseconds = 86_400_000;
/** For somebody who asks why a link or a device no longer works. */
const keptMilliseconds = 7 * dayMilliseconds;
/** A request that no admin looked at for so long is answered by nothing. */
const requestMilliseconds = 30 * dayMilliseconds;
/** A link lives for a day, and a set-up for an hour after the click. */
const mailedMilliseconds = dayMilliseconds + 3_600_000;

export interface PurgedLeftovers {
  readonly links: number;
  readonly devices: number;
  readonly appPasswords: number;
  readonly resets: number;
  readonly endedResets: number;
  readonly webhookMessages: number;
  readonly deadLetters: number;
  readonly settingVersions: number;
}

const defaultBatches: Batches = { batchSize: 500, mostBatches: 40 };

/** Resets that nobody can follow or decide any more get their end. */
async function endOverdueResets(context: Pick<Context, 'store' | 'now'>, { batchSize }: Batches): Promise<number> {
  const overdue: readonly { status: ResetStatus; milliseconds: number }[] = [
    { status: 'requested', milliseconds: requestMilliseconds },
    { status: 'mailed', milliseconds: mailedMilliseconds },
    { status: 'followed', milliseconds: mailedMilliseconds },
  ];
  let ended = 0;
  for (const { status, milliseconds } of overdue) {
    const where = { status: { equals: status }, createdAt: { below: context.now() - milliseconds } };
    for (const reset of await context.store.resets.page(where, { limit: batchSize })) {
      await moveReset(context, reset, 'expired');
      ended += 1;
    }
  }
  return ended;
}

/** What ended goes with history; what waits is kept for all of its tries, however short history is. */
async function purgeWebhookMessages(
  { store, now }: Pick<Context, 'store' | 'now'>,
  past: number,
  batches: Batches,
): Promise<number> {
  const { webhookMessages } = store;
  const ended = { status: { in: ['delivered', 'failed'] }, createdAt: { below: past } };
  const waiting = { createdAt: { below: Math.min(past, now() - keptMilliseconds) } };
  return (
    (await inBatches(batches, () => webhookMessages.deleteWhere(ended, batches.batchSize))) +
    (await inBatches(batches, () => webhookMessages.deleteWhere(waiting, batches.batchSize)))
  );
}

/**
 * Forgets what is left behind: links, trusted devices and app passwords that are over, and by the age of history resets, dead
 * letters and the versions of deleted settings.
 * In bounded batches; may be stopped and run again. Throws `unavailable` when the store cannot be asked.
 */
export async function purgeLeftovers(
  context: Pick<Context, 'store' | 'now'>,
  historyDays: number,
  batches: Batches = defaultBatches,
): Promise<PurgedLeftovers> {
  const { links, trustedDevices, appPasswords, resets, deadLetters } = context.store;
  const past = { below: context.now() - historyDays * dayMilliseconds };
  const { batchSize } = batches;
  const now = context.now();
  const over = { below: now - keptMilliseconds };
  const endedResets = await endOverdueResets(context, batches);
  const devices =
    (await inBatches(batches, () => trustedDevices.deleteWhere({ expiresAt: over }, batchSize))) +
    (await inBatches(batches, () => trustedDevices.deleteWhere({ revokedAt: over }, batchSize)));
  return {
    endedResets,
    devices,
    links: await inBatches(batches, () => links.deleteWhere({ expiresAt: over }, batchSize)),
    appPasswords: await inBatches(batches, () => appPasswords.deleteWhere({ revokedAt: over }, batchSize)),
    resets: await inBatches(batches, () => resets.deleteWhere({ endedAt: past }, batchSize)),
    deadLetters: await inBatches(batches, () => deadLetters.deleteWhere({ createdAt: past }, batchSize)),
    settingVersions: await purgeSettingVersions(context.store, past.below, batches),
    webhookMessages: await purgeWebhookMessages(context, past.below, batches),
  };
}
