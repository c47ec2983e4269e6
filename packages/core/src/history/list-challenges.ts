import { identityHash } from '../address/address-place.js';
import { parseAddress } from '../address/parse-address.js';
import { isConsoleApplication } from '../admin/console-application.js';
import { type Reach, reachableApplications } from '../admin/reach.js';
import { isoTime, isoTimeOrNull } from '../challenge/challenge-view.js';
import type { Context } from '../context.js';
import { invalidField } from '../errors.js';
import { shardOf } from '../ids.js';
import type { ChallengeRecord } from '../records.js';
import type { Condition, Where } from '../store-port.js';
import { userRecordId } from '../user/user-id.js';
import type { ChallengePage, ListChallengesInput, RecordedChallenge } from './challenge-story-schemas.js';
import { readCursor, writeCursor } from './history-cursor.js';

export interface ListChallenges {
  readonly reach: Reach;
  readonly input: ListChallengesInput;
}

const isChallengeId = (id: string): boolean => id.startsWith('ch_') && shardOf(id) !== undefined;

export function viewRecordedChallenge(record: ChallengeRecord): RecordedChallenge {
  const { id, applicationId, channel, purpose, status, reason, addressMasked, country, checks, maxChecks, sends } =
    record;
  return {
    id,
    applicationId,
    channel,
    purpose,
    status,
    reason,
    to: addressMasked || null,
    country,
    createdAt: isoTime(record.createdAt),
    expiresAt: isoTime(record.expiresAt),
    endedAt: isoTimeOrNull(record.endedAt),
    checks,
    maxChecks,
    sends,
  };
}

/** Hashes differ per application, so a search over all of them looks for one in each. */
function addressCondition({ settings }: Pick<Context, 'settings'>, owners: readonly string[], to: string): Condition {
  const parsed = parseAddress(to.includes('@') ? 'email' : 'sms', to);
  if (!parsed.ok) throw invalidField('to', parsed.reason);
  const { keyring } = settings.current();
  return { in: owners.map((owner) => identityHash(keyring, owner, parsed.address.identity)) };
}

function challengeFilter(
  context: Pick<Context, 'settings'>,
  reach: Reach,
  input: ListChallengesInput,
): Where<ChallengeRecord> {
  const { application, channel, status, to, user, from, until } = input;
  const { keyring, applications } = context.settings.current();
  const within = reachableApplications(reach, application);
  const owners = within ?? [...applications.keys()];
  const created: Condition = {
    ...(from === undefined ? {} : { atLeast: Date.parse(from) }),
    ...(until === undefined ? {} : { below: Date.parse(until) }),
  };
  return {
    ...(within === undefined ? {} : { applicationId: { in: within } }),
    ...(channel === undefined ? {} : { channel: { equals: channel } }),
    ...(status === undefined ? {} : { status: { equals: status } }),
    ...(to === undefined ? {} : { addressHash: addressCondition(context, owners, to) }),
    ...(user === undefined ? {} : { userId: { in: owners.map((owner) => userRecordId(keyring, owner, user)) } }),
    ...(Object.keys(created).length === 0 ? {} : { createdAt: created }),
  };
}

/** What was recorded, newest first. Throws `invalid_request` for an address or cursor that is none, `not_found` out of reach. */
export async function listChallenges(
  context: Pick<Context, 'settings' | 'store'>,
  { reach, input }: ListChallenges,
): Promise<ChallengePage> {
  const { limit, cursor } = input;
  const where = challengeFilter(context, reach, input);
  const before = cursor === undefined ? {} : { before: readCursor(cursor, isChallengeId) };
  // One more than asked for tells whether there is another page.
  const found = await context.store.challenges.page(where, { limit: limit + 1, ...before });
  const page = found.slice(0, limit);
  // A page may be shorter by the sign-ins of admins.
  const seen = page.filter(({ applicationId }) => !isConsoleApplication(applicationId));
  const last = found.length > page.length ? page.at(-1) : undefined;
  return { challenges: seen.map(viewRecordedChallenge), nextCursor: last ? writeCursor(last) : null };
}
