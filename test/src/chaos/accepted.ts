import type { Channel } from '@otpost/core/records';

/** What an application does with a challenge of its own, in order of how common it is. */
export const plans = {
  right: 3,
  'wrong then right': 1,
  'only wrong': 1,
  resend: 1,
  cancel: 1,
  /** Many right checks at once, over all API processes. */
  crowd: 0,
  /** Right and wrong checks, a resend and a cancel at once. */
  race: 0,
  never: 2,
  /** The right code, after its life. */
  late: 0,
} as const;
export type Plan = keyof typeof plans;

/** One challenge that was accepted, as its application saw it. */
export interface Accepted {
  readonly id: string;
  readonly channel: Channel;
  readonly to: string;
  readonly plan: Plan;
  /** When it was asked for, by this machine's clock. */
  readonly askedAt: number;
  /** Answers that said the code was right; more than one is a broken promise. */
  readonly approvals: number;
  /** Answers that said so of a wrong code, or of a right one after its life. */
  readonly wrongApprovals: number;
  /** What was left after each check that was found wrong, in no order. */
  readonly checksLeft: readonly number[];
  /** True when the cancel was confirmed. */
  readonly canceled: boolean;
}

/** Plans whose application never tells the right code in time. */
export const plansWithoutRightCode: ReadonlySet<Plan> = new Set(['only wrong', 'cancel', 'never', 'late']);
