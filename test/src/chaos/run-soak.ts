import { type Accepted } from './accepted.js';
import { type ChaosHouse, lifeSeconds, newName, startChaosHouse } from './chaos-house.js';
import type { Evidence } from './evidence.js';
import { gatherEvidence } from './gather-evidence.js';
import { type Strike, wreakHavoc } from './havoc.js';
import { healFaults, reviveDead, untilHealed } from './heal.js';
import { invariantFaults } from './invariants.js';
import { commonPlans, runLoad } from './run-load.js';
import { seededRandom } from './seeded-random.js';
import { runSpike, spikeFaults } from './spike.js';
import { untilAllEnded } from './until-all-ended.js';

export interface Soak {
  readonly seed: number;
  readonly milliseconds: number;
  readonly createsPerSecond: number;
  readonly longestQuietMilliseconds: number;
  /** Afterwards one API process is asked for ten times what it can do, for so long; 0: it is not. */
  readonly spikeMilliseconds: number;
  readonly progress: (text: string) => void;
}

export interface FinishedSoak {
  readonly strikes: readonly Strike[];
  readonly accepted: readonly Accepted[];
  /** Those that the load asked for. */
  readonly asked: number;
  readonly evidence: Evidence;
  readonly healedMilliseconds: number | undefined;
  readonly faults: readonly string[];
}

const apis = 2;
const workers = 2;
const progressMilliseconds = 15_000;

async function loadAndHavoc(chaos: ChaosHouse, soak: Soak) {
  const { house, application, sink } = chaos;
  const { seed, milliseconds, createsPerSecond, longestQuietMilliseconds } = soak;
  const end = performance.now() + milliseconds;
  let accepted = 0;
  const refusals = new Set<string>();
  const tell = setInterval(
    () => soak.progress(`${accepted} accepted, ${sink.messages().length} messages`),
    progressMilliseconds,
  );
  try {
    // Two sources, so that how often one is asked does not change the other.
    const [strikes, load] = await Promise.all([
      wreakHavoc(house, { random: seededRandom(seed), milliseconds, longestQuietMilliseconds }),
      runLoad({
        application,
        apis,
        sink,
        lifeSeconds,
        patienceMilliseconds: lifeSeconds * 1000,
        random: seededRandom(seed + 1),
        name: newName(),
        channels: ['email', 'email', 'sms'],
        plans: [...commonPlans, 'late'],
        createsPerSecond,
        isOver: () => performance.now() >= end,
        onAccepted: () => void (accepted += 1),
        onRefused: (answer) => void refusals.add(answer),
      }),
    ]);
    return { strikes, refusals, ...load };
  } finally {
    clearInterval(tell);
  }
}

async function spikeAfterwards(chaos: ChaosHouse, { spikeMilliseconds, progress }: Soak) {
  if (spikeMilliseconds === 0) return { accepted: [], faults: [] };
  progress('the havoc is over; a spike');
  const url = chaos.house.apis[0]!.url();
  const spike = await runSpike({ url, apiKey: chaos.application.key, milliseconds: spikeMilliseconds });
  const dead = await reviveDead(chaos);
  return {
    accepted: spike.accepted,
    faults: [...spikeFaults(spike), ...dead.map((name) => `${name} died by itself in a spike`)],
  };
}

/** Kills and stops everything at random under load, waits until all has ended, and judges it. */
export async function runSoak(soak: Soak): Promise<FinishedSoak> {
  const chaos = await startChaosHouse({ apis, workers, direct: true });
  try {
    const { strikes, refusals, ...load } = await loadAndHavoc(chaos, soak);
    const healing = await untilHealed(chaos);
    const dead = await reviveDead(chaos);
    const spike = await spikeAfterwards(chaos, soak);
    const accepted = [...load.accepted, ...spike.accepted];
    const asked = load.asked + spike.accepted.length;
    soak.progress('the load is over; waiting until all has ended');
    await untilAllEnded(chaos, accepted);
    const evidence = await gatherEvidence(chaos, { accepted, emptiedAt: null, auditEntriesBefore: 1 });
    const faults = [
      ...healFaults(healing),
      ...dead.map((name) => `${name} died by itself`),
      ...spike.faults,
      ...(accepted.length < asked
        ? [`${asked - accepted.length} of ${asked} challenges were never accepted: ${[...refusals].join(', ')}`]
        : []),
      ...invariantFaults(evidence),
    ];
    return { strikes, accepted, asked, evidence, healedMilliseconds: healing.milliseconds, faults };
  } finally {
    await chaos.end();
  }
}
