import { invariants } from './invariants.js';
import type { FinishedCase } from './run-case.js';
import type { FinishedSoak } from './run-soak.js';

const mostFaults = 10;

function faultLines(faults: readonly string[]): string[] {
  const more = faults.length - mostFaults;
  return [...faults.slice(0, mostFaults).map((fault) => `    ${fault}`), ...(more > 0 ? [`    and ${more} more`] : [])];
}

const faultWord = (count: number): string => (count === 0 ? 'no fault' : count === 1 ? '1 FAULT' : `${count} FAULTS`);

/** What the invariants cannot see, so that nobody takes silence for proof. */
export function openLines(): string[] {
  return invariants.flatMap(({ id, open }) => (open === undefined ? [] : [`${id}: ${open}`]));
}

/** One case in a line, and its faults below. */
export function caseText({ case: one, ...finished }: FinishedCase): string {
  const { accepted, approved, messages, healedMilliseconds, seconds, faults } = finished;
  const columns = [
    one.name.padEnd(29),
    one.rows.join(' ').padEnd(8),
    String(accepted.length).padStart(8),
    String(approved).padStart(8),
    String(messages).padStart(8),
    (healedMilliseconds === undefined ? 'never' : `${(healedMilliseconds / 1000).toFixed(1)} s`).padStart(8),
    `${seconds.toFixed(0)} s`.padStart(5),
    ` ${faultWord(faults.length)}`,
  ];
  return [columns.join(' '), `    ${one.what}`, ...faultLines(faults)].join('\n');
}

export function caseHead(): string {
  const words = ['accepted', 'approved', 'messages', 'healed'].map((word) => word.padStart(8));
  return ['case'.padEnd(29), 'rows'.padEnd(8), ...words, 'time'.padStart(5), ' faults'].join(' ');
}

/** Strikes by what was struck: `api 12 (5 SIGTERM)`. */
function strikesText({ strikes }: FinishedSoak): string {
  const kinds = ['api', 'worker', 'redis'].map((kind) => {
    const own = strikes.filter(({ name }) => name.startsWith(kind));
    const terms = own.filter(({ signal }) => signal === 'SIGTERM').length;
    return `${kind} ${own.length} (${terms} of them SIGTERM)`;
  });
  return kinds.join(', ');
}

export interface SoakFigures {
  readonly asked: number;
  readonly accepted: number;
  readonly lost: number;
  readonly approved: number;
  readonly approvedTwice: number;
  readonly messages: number;
  readonly mostMessagesOfOneSend: number;
  readonly statuses: Readonly<Record<string, number>>;
}

/** The figures that the soak is about. */
export function soakFigures({ asked, accepted, evidence }: FinishedSoak): SoakFigures {
  const perSend = new Map<string, number>();
  for (const { deliveryId, taken } of [...evidence.messages.values()].flat()) {
    if (taken) perSend.set(deliveryId, (perSend.get(deliveryId) ?? 0) + 1);
  }
  const statuses: Record<string, number> = {};
  for (const { challenge } of evidence.history.values()) {
    statuses[challenge.status] = (statuses[challenge.status] ?? 0) + 1;
  }
  return {
    asked,
    accepted: accepted.length,
    lost: accepted.filter(({ id }) => (evidence.history.get(id)?.challenge.endedAt ?? null) === null).length,
    approved: accepted.filter(({ approvals }) => approvals > 0).length,
    approvedTwice: accepted.filter(({ approvals }) => approvals > 1).length,
    messages: [...perSend.values()].reduce((sum, count) => sum + count, 0),
    mostMessagesOfOneSend: [...perSend.values()].reduce((most, count) => Math.max(most, count), 0),
    statuses,
  };
}

export function soakText(soak: FinishedSoak): string {
  const figures = soakFigures(soak);
  const ends = Object.entries(figures.statuses).map(([status, count]) => `${status} ${count}`);
  return [
    `struck: ${strikesText(soak)}`,
    `asked for ${figures.asked}, accepted ${figures.accepted}, without an end ${figures.lost}`,
    `ended: ${ends.join(', ')}`,
    `told as approved ${figures.approved}, twice ${figures.approvedTwice}`,
    `messages ${figures.messages}, for one send at most ${figures.mostMessagesOfOneSend}`,
    faultWord(soak.faults.length),
    ...faultLines(soak.faults),
  ].join('\n');
}
