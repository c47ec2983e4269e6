import { setTimeout as sleep } from 'node:timers/promises';
import type { Accepted, Plan } from './accepted.js';
import type { CaseStage, ChaosCase } from './chaos-case.js';
import { type ChaosHouse, lifeSeconds, newName } from './chaos-house.js';
import { messagesByChallenge } from './evidence.js';
import { gatherEvidence, verifyAuditOf } from './gather-evidence.js';
import { healFaults, reviveDead, untilHealed } from './heal.js';
import { invariantFaults } from './invariants.js';
import { commonPlans, runLoad } from './run-load.js';
import { seededRandom } from './seeded-random.js';

/** The load goes on for so long when all is mended. */
const afterwardsMilliseconds = 1500;
/** Who waits for a message longer than this gives up. */
const patienceMilliseconds = 12_000;
const endingPlans: readonly Plan[] = commonPlans.filter((plan) => plan !== 'never');

export interface FinishedCase {
  readonly case: ChaosCase;
  readonly accepted: readonly Accepted[];
  readonly approved: number;
  readonly messages: number;
  /** Undefined: it did not heal in time. */
  readonly healedMilliseconds: number | undefined;
  readonly seconds: number;
  readonly emptiedAt: number | null;
  readonly auditEntriesBefore: number;
  readonly faults: readonly string[];
}

export interface CaseRun {
  readonly seed: number;
  readonly createsPerSecond: number;
}

async function countAuditEntries({ house }: ChaosHouse): Promise<number> {
  const audit = await verifyAuditOf(house);
  return audit.kind === 'whole' ? audit.entries : 0;
}

/** Runs the load and beside it what the case does; gives what was accepted and how the case itself failed. */
async function runBoth(stage: CaseStage, one: ChaosCase, run: CaseRun, begun: string[]) {
  let isOver = false;
  const load = runLoad({
    application: stage.application,
    apis: stage.house.apis.length,
    sink: stage.sink,
    lifeSeconds,
    patienceMilliseconds,
    random: seededRandom(run.seed + 1),
    name: newName(),
    channels: one.load?.channels ?? ['email', 'sms'],
    plans: one.load?.plans ?? endingPlans,
    createsPerSecond: run.createsPerSecond,
    isOver: () => isOver,
    onAccepted: (id) => void begun.push(id),
  });
  const failure = await one.run(stage).then(
    () => undefined,
    (error: unknown) => `the case could not do its work: ${String(error)}`,
  );
  const healing = await untilHealed(stage);
  await sleep(afterwardsMilliseconds);
  isOver = true;
  const { accepted } = await load;
  return { accepted, failure, healing };
}

/** What the invariants find in a case now; asked again at the end of all, when everything has had its time. */
export async function judgeCase(
  chaos: ChaosHouse,
  finished: Pick<FinishedCase, 'accepted' | 'emptiedAt' | 'auditEntriesBefore'>,
): Promise<string[]> {
  return invariantFaults(await gatherEvidence(chaos, finished));
}

/** Runs one case to its end and judges it. Leaves the house as it was, whatever happened. */
export async function runCase(chaos: ChaosHouse, one: ChaosCase, run: CaseRun): Promise<FinishedCase> {
  const startedAt = performance.now();
  const auditEntriesBefore = await countAuditEntries(chaos);
  let emptiedAt: number | null = null;
  const begun: string[] = [];
  const ofCase: Accepted[] = [];
  const noteAccepted = (own: Accepted) => void ofCase.push(own);
  const noteEmptied = () => void (emptiedAt = Date.now());
  const stage: CaseStage = { ...chaos, random: seededRandom(run.seed), begun, noteAccepted, noteEmptied };
  const { failure, healing, ...load } = await runBoth(stage, one, run, begun);
  const accepted = [...load.accepted, ...ofCase];
  const dead = await reviveDead(chaos);
  const faults = [
    ...(failure === undefined ? [] : [failure]),
    ...healFaults(healing),
    ...dead.map((name) => `${name} died by itself`),
    ...(await judgeCase(chaos, { accepted, emptiedAt, auditEntriesBefore })),
  ];
  const messages = messagesByChallenge(chaos.sink, accepted);
  return {
    case: one,
    accepted,
    approved: accepted.filter(({ approvals }) => approvals > 0).length,
    messages: [...messages.values()].reduce((sum, own) => sum + own.filter(({ taken }) => taken).length, 0),
    healedMilliseconds: healing.milliseconds,
    seconds: (performance.now() - startedAt) / 1000,
    emptiedAt,
    auditEntriesBefore,
    faults,
  };
}
