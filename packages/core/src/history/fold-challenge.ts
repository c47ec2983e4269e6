import type { ChallengeStatus } from '../challenge/challenge-states.js';
import type { LiveEvent } from '../live-event-port.js';
import type { ChallengeChannel, ChallengeRecord } from '../records.js';

type EventData = LiveEvent['data'];

export function textOf(data: EventData, name: string): string | null {
  const value = data[name];
  return typeof value === 'string' ? value : null;
}

export function numberOf(data: EventData, name: string): number {
  const value = data[name];
  return typeof value === 'number' ? value : 0;
}

/** What the event `created` says of the address and the owner; challenges and deliveries both keep it. */
export function originOf(event: LiveEvent): {
  applicationId: string | null;
  addressMasked: string;
  addressSealed: string | null;
  addressHash: string | null;
  country: string | null;
} {
  const { data } = event;
  return {
    applicationId: textOf(data, 'applicationId'),
    addressMasked: textOf(data, 'addressMasked') ?? '',
    addressSealed: textOf(data, 'addressSealed'),
    addressHash: textOf(data, 'addressHash'),
    country: textOf(data, 'country'),
  };
}

/** Challenges of other channels send nothing. */
export function isDelivered(event: LiveEvent): boolean {
  const channel = textOf(event.data, 'channel');
  return channel === 'email' || channel === 'sms';
}

function created(event: LiveEvent): ChallengeRecord {
  const { data } = event;
  return {
    id: event.id,
    eventNumber: 0,
    ...originOf(event),
    channel: textOf(data, 'channel') as ChallengeChannel,
    userId: textOf(data, 'userId'),
    createdAt: numberOf(data, 'createdAt'),
    endedAt: null,
    reason: null,
    purpose: textOf(data, 'purpose') ?? '',
    status: 'pending',
    expiresAt: numberOf(data, 'expiresAt'),
    checks: 0,
    maxChecks: numberOf(data, 'maxChecks'),
    sends: isDelivered(event) ? 1 : 0,
    bindingSealed: textOf(data, 'bindingSealed'),
    metadataSealed: textOf(data, 'metadataSealed'),
    events: [],
  };
}

/** The timeline repeats nothing that stands in the record itself: sealed values above all. */
function timelineData(event: LiveEvent): EventData {
  if (event.type === 'created') return {};
  const { addressSealed: _sealed, addressHash: _hash, ...data } = event.data;
  return data;
}

function changes(record: ChallengeRecord, event: LiveEvent): Partial<ChallengeRecord> {
  const { data } = event;
  switch (event.type) {
    case 'send_queued':
      return { sends: numberOf(data, 'send') };
    case 'check_failed':
      return { checks: numberOf(data, 'checks') };
    case 'challenge_ended': {
      const status = textOf(data, 'status') as ChallengeStatus;
      // The check that approves is counted by no event of its own.
      const checks = status === 'approved' ? record.checks + 1 : record.checks;
      return { status, endedAt: event.at, reason: textOf(data, 'reason') || null, checks };
    }
    default:
      return {};
  }
}

/**
 * One more event into the record of its challenge. An event that is in it already changes nothing; undefined when the
 * first event never came, so that there is nothing to tell.
 */
export function foldChallenge(record: ChallengeRecord | undefined, event: LiveEvent): ChallengeRecord | undefined {
  const current = record ?? (event.type === 'created' ? created(event) : undefined);
  if (!current || event.number <= current.eventNumber) return current;
  const entry = { number: event.number, type: event.type, at: event.at, data: timelineData(event) };
  return {
    ...current,
    ...changes(current, event),
    eventNumber: event.number,
    events: [...current.events, entry],
  };
}
