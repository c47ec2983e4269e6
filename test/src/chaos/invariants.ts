import { plansWithoutRightCode } from './accepted.js';
import { endFaults } from './end-faults.js';
import type { Evidence } from './evidence.js';
import { messageFaults } from './message-faults.js';

export interface Invariant {
  /** Of the fault matrix: I1 to I8. */
  readonly id: `I${number}`;
  readonly promise: string;
  /** What part of the promise cannot be looked at; undefined: none. */
  readonly open?: string;
  /** What is wrong, in words; empty when it holds. */
  readonly faults: (evidence: Evidence) => string[];
}

function approvalFaults({ accepted }: Evidence): string[] {
  return accepted
    .filter(({ approvals }) => approvals > 1)
    .map(({ id, approvals }) => `the code of ${id} was approved ${approvals} times`);
}

function wrongApprovalFaults({ accepted, history }: Evidence): string[] {
  return accepted.flatMap(({ id, plan, wrongApprovals }) => [
    ...(wrongApprovals > 0 ? [`a wrong or late code was approved for ${id}`] : []),
    ...(plansWithoutRightCode.has(plan) && history.get(id)?.challenge.status === 'approved'
      ? [`${id} is approved, and nobody told its code in time`]
      : []),
  ]);
}

/** Each check that was found wrong takes one, so no two may leave the same, and history counts them all. */
function counterFaults({ accepted, history }: Evidence): string[] {
  return accepted.flatMap(({ id, checksLeft }) => {
    const own = history.get(id)?.challenge;
    const counted = own && own.status !== 'pending' && own.reason !== 'lost' ? own.checks : Infinity;
    return [
      ...(new Set(checksLeft).size < checksLeft.length
        ? [`the checks left of ${id} did not fall each time: ${checksLeft.join(' ')}`]
        : []),
      ...(counted < checksLeft.length ? [`${id} counts ${counted} checks of ${checksLeft.length} that were told`] : []),
    ];
  });
}

function auditFaults({ audit, auditEntriesBefore }: Evidence): string[] {
  if (audit.kind === 'broken') return [`entry ${audit.sequence} of the audit log is ${audit.fault}`];
  if (audit.entries >= auditEntriesBefore) return [];
  return [`the audit log has ${audit.entries} entries and had ${auditEntriesBefore}`];
}

function countedSendFaults({ countedSends, history }: Evidence): string[] {
  return [...countedSends].flatMap(([id, counted]) => {
    const sends = history.get(id)?.challenge.sends;
    if (sends === undefined || sends === counted) return [];
    return [`the limit of the address of ${id} counts ${counted} sends of ${sends}`];
  });
}

/** The eight promises that hold after every fault, as SECURITY numbers them. */
export const invariants: readonly Invariant[] = [
  { id: 'I1', promise: 'no code is approved twice', faults: approvalFaults },
  { id: 'I2', promise: 'no wrong or expired code is approved', faults: wrongApprovalFaults },
  { id: 'I3', promise: 'every accepted challenge ends within its life and 60 s, and none is lost', faults: endFaults },
  { id: 'I4', promise: 'at most two messages for one send, with the same code', faults: messageFaults },
  {
    id: 'I5',
    promise: 'counters of checks never go down but by success',
    open: 'The failed checks of an address over its challenges are not followed: every challenge has an address of its own.',
    faults: counterFaults,
  },
  {
    id: 'I6',
    promise: 'no secret in any log',
    faults: ({ leaks }) => leaks.map((leak) => `${leak} stands in a log`),
  },
  { id: 'I7', promise: 'the audit chain is whole', faults: auditFaults },
  {
    id: 'I8',
    promise: 'what is counted as sent is what was sent',
    open: 'Otpost reserves no money: there is no spending limit yet. What is compared is the window of sends of an address.',
    faults: countedSendFaults,
  },
];

/** All that is wrong, each with the number of its promise. */
export function invariantFaults(evidence: Evidence): string[] {
  return invariants.flatMap(({ id, faults }) => faults(evidence).map((fault) => `${id}: ${fault}`));
}
