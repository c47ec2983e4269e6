import type { SuppressionReason } from '@otpost/provider-kit/receipt';
import type { ChallengeStatus } from './challenge/challenge-states.js';
import type { DeliveryStatus } from './delivery/delivery-states.js';
import type { LiveBreakers } from './live-breaker-port.js';
import type { LiveEvents } from './live-event-port.js';
import type { FallbackResult, FallbackStep } from './live-fallback-port.js';
import type { LiveIdempotency } from './live-idempotency-port.js';
import type { AddressPlace, LiveLimits, SendLimits } from './live-limits-port.js';
import type { LivePageSessions } from './live-page-port.js';
import type { LiveReceipts } from './live-receipt-port.js';
import type { CheckResult, Ended, Limited } from './live-results.js';
import type { LiveUserChallenges } from './live-user-port.js';
import type { ChallengeChannel, Channel, DeliveryKind } from './records.js';

/** What lives for minutes. Each method is one atomic step, except where it says otherwise. Times are milliseconds since 1970, by the clock of the live state. */

export interface NewLiveChallenge {
  readonly id: string;
  readonly kind: DeliveryKind;
  /** Null for what the installation itself sends, such as a test of a provider. */
  readonly applicationId: string | null;
  readonly channel: Channel;
  readonly purpose: string;
  readonly place: AddressPlace;
  /** A second create with the same value joins; another one supersedes. */
  readonly session: string;
  readonly addressMasked: string;
  readonly country: string | null;
  readonly keyId: string;
  /** Empty for notices and tests, which nothing checks. */
  readonly digest: string;
  /** Code, address and what the message needs. */
  readonly sealed: string;
  /** For history, without the code; each sealed by itself. */
  readonly addressSealed: string;
  readonly metadataSealed: string | null;
  readonly bindingSealed: string | null;
  readonly lifeMilliseconds: number;
  readonly maxChecks: number;
  readonly failedChecksStop: number;
  /** Null: this message counts against no address limit. */
  readonly sendLimits: SendLimits | null;
  /** Set for a test of one provider. */
  readonly providerId: string | null;
  /** The user whose address it is, and the factor that holds it; null for a challenge by address alone. */
  readonly userId: string | null;
  readonly factorId: string | null;
  /** How many other channels may be used when the first does not deliver. */
  readonly fallbacks: number;
}

export interface Attempt {
  readonly number: number;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly provider: string | null;
  readonly outcome: string | null;
  readonly detail: string | null;
  readonly providerCode: string | null;
  readonly providerMessageId: string | null;
}

/** Another channel than the first, and its address. */
export interface Via {
  readonly channel: Channel;
  readonly addressMasked: string;
  readonly country: string | null;
}

export interface Send {
  readonly number: number;
  readonly createdAt: number;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  readonly sentAt: number | null;
  /** Of a send by a fallback: its channel and address; null: those of the challenge. */
  readonly via: Via | null;
  readonly attempts: readonly Attempt[];
}

export interface LiveChallenge {
  readonly id: string;
  readonly kind: DeliveryKind;
  /** Null for what the installation itself sends, such as a test of a provider. */
  readonly applicationId: string | null;
  readonly channel: ChallengeChannel;
  readonly purpose: string;
  /** `ended` is the end of a notice or test, which has no status of its own. */
  readonly status: ChallengeStatus | 'ended';
  readonly reason: string | null;
  readonly addressMasked: string;
  readonly country: string | null;
  readonly sealed: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly endedAt: number | null;
  readonly checks: number;
  readonly maxChecks: number;
  /** When a resend is next allowed by the cool-down. */
  readonly resendAt: number;
  /** Number of the current send. */
  readonly send: number;
  /** Empty for a challenge that sends nothing. */
  readonly sends: readonly Send[];
  readonly providerId: string | null;
  readonly userId: string | null;
  readonly factorId: string | null;
  readonly fallbacks: number;
  /** How many of them were used or passed over. */
  readonly step: number;
  /** The one by which it is sent now; null: the first channel. */
  readonly via: Channel | null;
  /** Of an approved one: the factor that answered, or `recovery_code`; null when the code that was sent did. */
  readonly approvedBy: string | null;
}

/** A challenge, notice or test that owes a message. */
export interface DeliverableChallenge extends LiveChallenge {
  /** The one by which it is sent now. */
  readonly channel: Channel;
}

export type CreateResult =
  | { readonly kind: 'created'; readonly createdAt: number; readonly expiresAt: number; readonly resendAt: number }
  /** `resent`: the cool-down was over, so the join counted as a resend and send `send` is owed. */
  | { readonly kind: 'joined'; readonly id: string; readonly send: number; readonly resent: boolean }
  /** This id was written before: an earlier try of the same request. */
  | { readonly kind: 'exists' }
  | Limited;

export interface CheckInput {
  readonly id: string;
  readonly applicationId: string;
  /** One digest per active key. */
  readonly digests: readonly { readonly keyId: string; readonly digest: string }[];
  /** Names this request: the same one repeated gets the same answer and costs no second check. Empty: none. */
  readonly request: string;
  readonly failedChecksStop: number;
}

/** A challenge as it was at a time of the live state. */
/** As much of a challenge as whoever judges an answer needs to know. */
export type AskedChallenge = Pick<
  LiveChallenge,
  'id' | 'channel' | 'purpose' | 'status' | 'expiresAt' | 'checks' | 'maxChecks' | 'sealed' | 'userId' | 'factorId'
>;
export interface ChallengeAt {
  readonly challenge: AskedChallenge;
  readonly now: number;
}

/** `outside`: no code was sent, so a factor answers this challenge; nothing was counted. */
export type SentCodeResult = CheckResult | { readonly kind: 'outside'; readonly asked: ChallengeAt };

export interface NewSend {
  readonly id: string;
  readonly applicationId: string;
  readonly sendLimits: SendLimits;
  /** The channel of a fallback whose address was asked before; absent: the first. */
  readonly via?: Channel;
  /** For the setting `resend: new`. */
  readonly newCode?: { readonly digest: string; readonly keyId: string; readonly sealed: string };
}

export type ResendResult =
  | { readonly kind: 'resent'; readonly send: number }
  | { readonly kind: 'too_late' }
  /** It goes by another channel than the caller thought: to be read again. */
  | { readonly kind: 'moved' }
  | Ended
  | Limited
  | { readonly kind: 'missing' };

export type CancelResult = { readonly kind: 'canceled' } | Ended | { readonly kind: 'missing' };

export type OpenResult =
  | {
      readonly kind: 'opened';
      readonly attempt: number;
      readonly now: number;
      /** True when an earlier attempt of this send may have arrived. */
      readonly possibleDuplicate: boolean;
      readonly challenge: DeliverableChallenge;
    }
  /** Nothing may be sent now; `reason` says why. `isStepDue`: the next channel is to be used now. */
  | { readonly kind: 'refused'; readonly reason: string; readonly isStepDue: boolean };

export type AttemptDecision =
  | { readonly kind: 'retry'; readonly delayMilliseconds: number }
  | { readonly kind: 'stop'; readonly reason: string };

export interface ClosedAttempt {
  readonly id: string;
  readonly send: number;
  readonly attempt: number;
  readonly provider: string | null;
  readonly outcome: 'accepted' | 'retry' | 'failover' | 'permanent' | 'config' | 'ambiguous';
  readonly detail: string;
  readonly providerCode: string | null;
  readonly providerMessageId: string | null;
  /** Whether the provider tells later what became of the message. */
  readonly awaitsReceipt?: boolean;
  /** Nothing more is to be sent to this address. */
  readonly suppress?: SuppressionReason | null;
  /** What to do when the outcome is not `accepted`. After a first ambiguous one `retry` is the rule; after the second nothing is sent. */
  readonly decision: AttemptDecision;
}

/** What the delivery became. `queued`: ring again after `delayMilliseconds`. */
export interface CloseResult {
  readonly status: DeliveryStatus;
  readonly delayMilliseconds: number;
  readonly ring: number;
  /** The next channel is to be used now. */
  readonly isStepDue: boolean;
}

/** A delivery that waits for somebody to take it. */
export interface Ring {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly channel: Channel;
  readonly send: number;
  readonly ring: number;
}

export interface DrainStep {
  /** For the next step; `0`: there is none. */
  readonly cursor: string;
  readonly drained: number;
}

export interface AgeStep {
  readonly cursor: string;
  readonly moved: number;
}

export interface SweepResult {
  readonly rings: readonly Ring[];
  /** Challenges whose next channel is due. */
  readonly steps: readonly string[];
  /** How many places were looked at; as many as asked for means that more are due. */
  readonly looked: number;
}

export interface LiveChallenges {
  create(challenge: NewLiveChallenge): Promise<CreateResult>;
  /** One read. */
  read(id: string): Promise<LiveChallenge | undefined>;
  /** The pending challenge of an address, without knowing its id. */
  findPending(place: AddressPlace, channel: Channel, purpose: string): Promise<string | undefined>;
  check(input: CheckInput): Promise<SentCodeResult>;
  resend(input: NewSend): Promise<ResendResult>;
  cancel(id: string, applicationId: string): Promise<CancelResult>;
  openAttempt(id: string, send: number, leaseMilliseconds: number): Promise<OpenResult>;
  closeAttempt(closed: ClosedAttempt): Promise<CloseResult>;
  /**
   * Ends sends that wait for the channel, or those of them that are chosen, some at a time: begin with the cursor `0`. Not one
   * atomic step.
   */
  drain(
    shard: number,
    channel: Channel,
    cursor: string,
    isChosen?: (challenge: LiveChallenge) => boolean,
  ): Promise<DrainStep>;
  /** Makes what one application has pending older, in the same way. Test mode only. */
  age(shard: number, applicationId: string, milliseconds: number, cursor: string): Promise<AgeStep>;
  fallBack(step: FallbackStep): Promise<FallbackResult>;
  sweep(shard: number, limit: number): Promise<SweepResult>;
}

/** What has longer left was written by a clock that was set back since then. */
export const longestLeaseMilliseconds = 60_000;

export interface Live {
  readonly challenges: LiveChallenges;
  readonly userChallenges: LiveUserChallenges;
  readonly pageSessions: LivePageSessions;
  readonly breakers: LiveBreakers;
  readonly receipts: LiveReceipts;
  readonly limits: LiveLimits;
  readonly idempotency: LiveIdempotency;
  readonly events: LiveEvents;
  /** Milliseconds since 1970 by the clock that expiry uses. */
  now(): Promise<number>;
  /** Takes a task that one process at a time should do; false while another has it. It ends by time only: at most the longest. */
  takeLease(task: string, milliseconds: number): Promise<boolean>;
  /** Nobody takes the task for so long from now: whoever did it says when it is due again. */
  holdLease(task: string, milliseconds: number): Promise<void>;
  /** Above three quarters of the memory: creates and resends are refused, all else goes on. */
  isFull(): boolean;
  /** Tells every process that a setting changed; losing it only costs up to half a second. */
  announceSettingsChange(): Promise<void>;
  onSettingsChange(listener: () => void): void;
}
