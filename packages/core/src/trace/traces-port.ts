import type { ChallengeChannel, Channel, DeliveryKind } from '../records.js';

/** What stands in a trace. A create is the root of the trace of what it makes; all others hang below. */
export type StepName =
  | 'challenge.create'
  | 'challenge.join'
  | 'challenge.resend'
  | 'challenge.check'
  | 'challenge.cancel'
  | 'notice.create'
  | 'test.create'
  | 'deliver'
  | 'provider.send'
  | 'receipt';

/** All that a trace tells. A list that is closed, so that no address, code or word of a person finds a way in. */
export interface StepFacts {
  readonly applicationId?: string | null;
  readonly channel?: ChallengeChannel | Channel;
  readonly kind?: DeliveryKind;
  /** Of the challenge, or of the delivery. */
  readonly status?: string;
  /** Why nothing was sent: one of our own words. */
  readonly reason?: string;
  readonly valid?: boolean;
  readonly send?: number;
  readonly attempt?: number | null;
  readonly providerId?: string;
  readonly providerKind?: string;
  readonly outcome?: string;
  readonly queueWaitMilliseconds?: number;
  /** A code of errors, or the class of an outcome. */
  readonly error?: string;
  /** True for what is wrong with us or a provider; a caller's mistake is no failure. */
  readonly failed?: boolean;
}

export interface StepEnd {
  readonly name: StepName;
  /** The challenge, notice or test that it belongs to: its id is all that finds the trace, from any process. */
  readonly subjectId: string;
  readonly facts: StepFacts;
}

export interface TracedRequest {
  readonly requestId: string;
  /** The caller's own trace, as it came: it is linked and never continued, so nobody else chooses our ids. */
  readonly traceparent: string | undefined;
}

/** Follows challenges and messages through all processes, with nothing stored or handed on. */
export interface Traces {
  /** Starts the time of a step. Null where the subject is not known yet. */
  step(subjectId: string | null): Step;
  /** For what one request asks for. */
  ofRequest(request: TracedRequest): Traces;
}

/** A step that goes on. Steps begun from it stand below it, or point at it when they are about something else. */
export interface Step extends Traces {
  /** A step that is never ended was none. */
  end(done: StepEnd): void;
}
