import { randomInt } from 'node:crypto';
import { type ChaosArguments, ChaosUsageError, parseChaosArguments } from './chaos-arguments.js';
import { casesOfThisMachine, chaosCases } from './chaos-cases.js';
import { caseHead, caseText, openLines, soakFigures, soakText } from './report-text.js';
import type { FinishedCase } from './run-case.js';
import { runChaos } from './run-chaos.js';
import { runSoak } from './run-soak.js';

/** `./otpost chaos`. What was found goes to standard output, all else to standard error. */

const usageExitCode = 2;
const minuteMilliseconds = 60_000;
/** A start costs a core more than a second, which the load must be able to spare. */
const soakQuietMilliseconds = 8000;
const soakSpikeMilliseconds = 60_000;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function caseJson({ case: one, accepted, approved, messages, healedMilliseconds, seconds, faults }: FinishedCase) {
  const { name, rows, what } = one;
  return { name, rows, what, accepted: accepted.length, approved, messages, healedMilliseconds, seconds, faults };
}

async function runCases({ caseNames, createsPerSecond, json }: ChaosArguments, seed: number): Promise<number> {
  const cases = chaosCases.filter(({ name }) => caseNames.includes(name));
  say(caseHead());
  const onCase = (finished: FinishedCase): void => say(caseText(finished));
  const finished = await runChaos({ cases, seed, createsPerSecond, waitsForEnds: true, onCase });
  const open = openLines();
  say('');
  if (json) print(JSON.stringify({ seed, cases: finished.map(caseJson), open }, null, 2));
  else print([`seed ${seed}`, '', caseHead(), ...finished.map(caseText), '', ...open].join('\n'));
  return finished.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

async function soak({ minutes, createsPerSecond, json }: ChaosArguments, seed: number): Promise<number> {
  const startedAt = performance.now();
  const finished = await runSoak({
    seed,
    createsPerSecond,
    milliseconds: minutes * minuteMilliseconds,
    longestQuietMilliseconds: soakQuietMilliseconds,
    spikeMilliseconds: soakSpikeMilliseconds,
    progress: (text) => say(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${text}`),
  });
  const { strikes, faults, healedMilliseconds } = finished;
  const open = openLines();
  const figures = { minutes, createsPerSecond, ...soakFigures(finished) };
  if (json) print(JSON.stringify({ seed, ...figures, healedMilliseconds, strikes, faults, open }, null, 2));
  else
    print([`seed ${seed}, ${minutes} minutes at ${createsPerSecond} a second`, soakText(finished), ...open].join('\n'));
  return faults.length > 0 ? 1 : 0;
}

async function chaos(words: readonly string[]): Promise<number> {
  const read = parseChaosArguments(
    words,
    casesOfThisMachine().map(({ name }) => name),
  );
  const seed = read.seed ?? randomInt(1, 2 ** 31);
  say(`Seed ${seed}; --seed ${seed} replays it`);
  return await (read.soak ? soak(read, seed) : runCases(read, seed));
}

try {
  // At once: cut connections can leave Node spinning in its own clean-up when it ends by itself.
  process.exit(await chaos(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof ChaosUsageError)) throw error;
  say(error.message);
  process.exitCode = usageExitCode;
}
