import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../servers/eventually.js';
import { challengeOf, type SunkMessage } from '../../servers/message-sink.js';
import type { ProductProcess } from '../../servers/product-process.js';
import type { CaseStage, ChaosCase } from '../chaos-case.js';
import { oneOf } from '../seeded-random.js';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.js';

/** With so little under way; the matrix allows 30 s to a hundred sends. */
const longestExitSeconds = 15;
const rounds = 2;

/** To be started again: their ends may not have been seen yet. */
async function restart(processes: readonly ProductProcess[]): Promise<void> {
  await Promise.all(processes.map((each) => each.kill()));
  await Promise.all(processes.map((each) => each.start()));
}

/** Sends the signal to all workers in the moment in which a provider takes a message, before it says so. */
async function signalAtAcceptance({ house, first, spare }: CaseStage, signal: NodeJS.Signals): Promise<void> {
  const sinks = [first.mail, first.sms, spare.mail, spare.sms];
  let isDone = false;
  const strike = () => {
    if (!isDone) for (const worker of house.workers) process.kill(worker.processId(), signal);
    isDone = true;
    return { kind: 'accept' } as const;
  };
  for (const each of sinks) each.behaveAlways(strike);
  await eventually('a message was taken', () => isDone);
  for (const each of sinks) each.behaveAlways({ kind: 'accept' });
}

const killedAtAcceptance: ChaosCase = {
  name: 'worker-killed-at-acceptance',
  rows: ['M3'],
  what: 'kill -9 of all workers as a provider takes a message, twice',
  run: async (stage) => {
    for (let round = 0; round < rounds; round += 1) {
      await signalAtAcceptance(stage, 'SIGKILL');
      await restart(stage.house.workers);
      await sleep(1000);
    }
  },
};

const killedBeforeProvider: ChaosCase = {
  name: 'worker-killed-before-provider',
  rows: ['M4'],
  what: 'kill -9 of all workers after the intent is written and before the content is handed over, twice',
  load: { channels: ['email'] },
  run: async ({ house, first, spare }) => {
    for (let round = 0; round < rounds; round += 1) {
      for (const { mail } of [first, spare]) mail.behaveAlways({ kind: 'hang', at: 'sender' });
      await sleep(1000);
      for (const worker of house.workers) process.kill(worker.processId(), 'SIGKILL');
      for (const { mail } of [first, spare]) mail.behaveAlways({ kind: 'accept' });
      await restart(house.workers);
      await sleep(500);
    }
  },
};

const stoppedMilliseconds = 10_000;

const workerStopped: ChaosCase = {
  name: 'worker-stopped',
  rows: ['M5', 'M6'],
  what: 'SIGSTOP of all workers as a provider takes a message; one goes on at once, one after its lock is lost',
  run: async (stage) => {
    await signalAtAcceptance(stage, 'SIGSTOP');
    const [one, ...others] = stage.house.workers;
    for (const other of others) process.kill(other.processId(), 'SIGCONT');
    await sleep(stoppedMilliseconds);
    process.kill(one!.processId(), 'SIGCONT');
    await sleep(1000);
  },
};

const rollingRestart: ChaosCase = {
  name: 'rolling-restart',
  rows: ['M7'],
  what: 'SIGTERM of each API and worker, one after the other; each must end with 0 within 30 s',
  run: async ({ house }) => {
    for (const each of [...house.workers, ...house.apis]) {
      const startedAt = performance.now();
      const code = await each.terminate();
      if (code !== 0) throw new Error(`${each.name} ended with ${code} after SIGTERM`);
      const seconds = (performance.now() - startedAt) / 1000;
      if (seconds > longestExitSeconds) throw new Error(`${each.name} took ${seconds.toFixed(0)} s to end`);
      await each.start();
    }
  },
};

const apiKilled: ChaosCase = {
  name: 'api-killed',
  rows: ['M1', 'M2'],
  what: 'kill -9 of an API process in the midst of requests, four times; clients repeat with their idempotency keys',
  run: async ({ house, random }) => {
    for (let round = 0; round < 2 * rounds; round += 1) {
      await sleep(random() * 700);
      await restart([oneOf(random, house.apis)]);
    }
  },
};

/** Part of the job that a bell writes, and of nothing else that an API writes. */
const ofBell = '"kind":"code"';

/** Resolves when the API was killed: as its bell is on the way, which is lost, or as Redis answers that it has rung. */
async function killAtBell(api: ProductProcess, proxy: TcpProxy, isRung: boolean): Promise<void> {
  let isOnTheWay = false;
  let isDone = false;
  const strike = (): 'lose' => {
    if (!isDone) process.kill(api.processId(), 'SIGKILL');
    isDone = true;
    return 'lose';
  };
  proxy.setWatch((from, bytes) => {
    if (isDone) return 'lose';
    if (from === 'server') return isOnTheWay ? strike() : 'pass';
    if (!bytes.includes(ofBell)) return 'pass';
    if (!isRung) return strike();
    isOnTheWay = true;
    return 'pass';
  });
  await eventually('a bell was rung', () => isDone);
  await api.kill();
  proxy.setWatch(undefined);
}

/** A request that was repeated after the death of its API found its challenge. */
function expectOneChallengeEach(messages: readonly SunkMessage[]): void {
  const byAddress = new Map<string, Set<string>>();
  for (const message of messages)
    byAddress.set(message.to, (byAddress.get(message.to) ?? new Set()).add(challengeOf(message)));
  const several = [...byAddress.values()].filter(({ size }) => size > 1);
  if (several.length > 0) throw new Error(`A repeated create made another challenge: ${[...several[0]!].join(', ')}`);
}

const apiKilledAtBell: ChaosCase = {
  name: 'api-killed-at-bell',
  rows: ['M1', 'M2'],
  what: 'kill -9 of an API between the write of a challenge and its job, and between the job and the answer, twice each',
  run: async ({ house, sink }) => {
    const api = house.apis[0]!;
    const proxy = await startTcpProxy(house.redis.port);
    const before = sink.messages().length;
    const ownWay = { REDIS_URL: `redis://127.0.0.1:${proxy.port}` };
    try {
      await api.kill();
      for (const isRung of [false, true, false, true]) {
        await api.start(ownWay);
        await killAtBell(api, proxy, isRung);
      }
      await api.start();
      await sleep(2000);
      expectOneChallengeEach(sink.messages().slice(before));
    } finally {
      await proxy.close();
    }
  },
};

export const processCases = {
  killedAtAcceptance,
  killedBeforeProvider,
  workerStopped,
  rollingRestart,
  apiKilled,
  apiKilledAtBell,
};
