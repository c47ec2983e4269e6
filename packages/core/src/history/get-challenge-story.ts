import { isConsoleApplication } from '../admin/console-application.js';
import { isWithinReach, type Reach } from '../admin/reach.js';
import { challengeNotFound } from '../challenge/challenge-errors.js';
import { isoTime, isoTimeOrNull } from '../challenge/challenge-view.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { shardOf } from '../ids.js';
import type { LiveChallenge } from '../live-port.js';
import type { ChallengeRecord } from '../records.js';
import { openExternalId } from '../user/user-profile.js';
import { webhookMessageId } from '../webhook/owe-webhook-messages.js';
import { typeOfLiveEvent } from '../webhook/webhook-events.js';
import type { ChallengeStory, RecordedChallenge } from './challenge-story-schemas.js';
import { viewRecordedChallenge } from './list-challenges.js';
import { entriesOfLive, entriesOfRecord, entryOfMessage, type NamedEntry, timelineOf } from './story-entries.js';

export interface GetChallengeStory {
  readonly reach: Reach;
  readonly id: string;
}

type Found = { readonly record: ChallengeRecord | undefined; readonly live: LiveChallenge | undefined };

/** Undefined while it cannot be asked, as long as the other one can. */
async function orWithout<Value>(asked: Promise<Value>): Promise<Value | OtpostError> {
  return asked.catch((error: unknown) => {
    if (error instanceof OtpostError && error.code === 'unavailable') return error;
    throw error;
  });
}

async function find({ store, live }: Context, id: string): Promise<Found> {
  const [record, challenge] = await Promise.all([
    orWithout(store.challenges.get(id)),
    orWithout(live.challenges.read(id)),
  ]);
  const found = {
    record: record instanceof OtpostError ? undefined : record,
    live: challenge instanceof OtpostError || challenge?.kind !== 'code' ? undefined : challenge,
  };
  if (found.record || found.live) return found;
  if (record instanceof OtpostError) throw record;
  if (challenge instanceof OtpostError) throw challenge;
  return found;
}

function viewLive(challenge: LiveChallenge, now: number): RecordedChallenge {
  const { id, applicationId, channel, purpose, reason, country, checks, maxChecks, createdAt, expiresAt } = challenge;
  // What is a code never ends as a notice does.
  const status = challenge.status as RecordedChallenge['status'];
  return {
    id,
    applicationId,
    channel,
    purpose,
    // Expired for everybody, even before the sweeper has written it down.
    status: status === 'pending' && now >= expiresAt ? 'expired' : status,
    reason,
    to: challenge.addressMasked || null,
    country,
    createdAt: isoTime(createdAt),
    expiresAt: isoTime(expiresAt),
    endedAt: isoTimeOrNull(challenge.endedAt),
    checks,
    maxChecks,
    sends: challenge.sends.length,
  };
}

/** What the application's webhooks were and are owed of it. */
async function webhookEntries({ store, settings }: Context, record: ChallengeRecord): Promise<NamedEntry[]> {
  const webhooks = settings.current().webhooks.filter(({ applicationId }) => applicationId === record.applicationId);
  const keys = [
    ...record.events.filter((event) => typeOfLiveEvent(event)).map(({ number }) => `${record.id}:${number}`),
    `${record.id}:lost`,
  ];
  const ids = webhooks.flatMap((webhook) => keys.map((key) => webhookMessageId(webhook.id, key)));
  if (ids.length === 0) return [];
  return (await store.webhookMessages.list({ id: { in: ids } })).map(entryOfMessage);
}

/** The application's own id; null for a challenge by address alone, and for a user who was erased. */
async function userOf({ store, settings }: Context, userId: string | null): Promise<string | null> {
  const user = userId === null ? undefined : await store.users.get(userId);
  return user ? openExternalId(settings.current().keyring, user) : null;
}

/**
 * All that happened to a challenge, on one line of time: from history, and from the live state what history has not taken yet.
 * No code, no whole address. Throws `challenge_not_found`, also for one out of reach.
 */
export async function getChallengeStory(context: Context, { reach, id }: GetChallengeStory): Promise<ChallengeStory> {
  if (!id.startsWith('ch_') || shardOf(id) === undefined) throw challengeNotFound();
  const { record, live } = await find(context, id);
  const owner = live?.applicationId ?? record?.applicationId ?? null;
  if ((!record && !live) || !isWithinReach(reach, owner) || isConsoleApplication(owner)) throw challengeNotFound();
  const { providers } = context.settings.current();
  const entries = record ? [...entriesOfRecord(record), ...(await webhookEntries(context, record))] : [];
  const head = live ? viewLive(live, await context.live.now()) : record && viewRecordedChallenge(record);
  if (!head) throw challengeNotFound();
  return {
    ...head,
    user: await userOf(context, live?.userId ?? record?.userId ?? null),
    live: live !== undefined,
    timeline: timelineOf(entries, live ? entriesOfLive(live) : [], providers),
  };
}
