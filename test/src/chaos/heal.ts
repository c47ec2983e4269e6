import { monitorEventLoopDelay } from 'node:perf_hooks';
import { eventually } from '../servers/eventually.js';
import { ask } from '../servers/house-client.js';
import type { ProductProcess } from '../servers/product-process.js';
import { type ChaosHouse, newName } from './chaos-house.js';

/** After a fault is mended everything works again within this, without a restart. */
const healMilliseconds = 25_000;

export interface Healing {
  /** Undefined: too many. */
  readonly milliseconds: number | undefined;
  /** What stood in the way at the last look. */
  readonly obstacles: readonly string[];
}

const quickly = { withinMilliseconds: 3000 };
const nanosecondsPerMillisecond = 1e6;

async function obstacleOnTheWay({ application, sink }: ChaosHouse, api: number): Promise<string | undefined> {
  const to = `probe-${newName()}@example.com`;
  const more = { api, ...quickly };
  const created = await application.ask('POST', '/challenges', { channel: 'email', to }, more).catch(() => undefined);
  if (created?.status !== 201)
    return `a create got ${created ? `${created.status} ${created.body.code}` : 'no answer'}`;
  const { id } = created.body;
  const message = await eventually('its message is there', () => sink.messagesOf(id)[0], 2000).catch(() => undefined);
  if (!message) return 'a message did not come';
  const check = await application
    .ask('POST', `/challenges/${id}/check`, { code: message.code }, more)
    .catch(() => undefined);
  if (check?.body.valid === true) return undefined;
  return `a check got ${check ? `${check.status} ${check.body.code}` : 'no answer'}`;
}

async function obstacleAtReady(api: ProductProcess): Promise<string | undefined> {
  const answer = await ask({ method: 'GET', url: `${api.url()}/readyz`, ...quickly }).catch(() => undefined);
  if (answer?.status === 200) return undefined;
  return `/readyz got ${answer ? `${answer.status} ${answer.body.problems.join(', ')}` : 'no answer'}`;
}

/** Waits until each API is ready and takes a challenge all the way. */
export async function untilHealed(chaos: ChaosHouse): Promise<Healing> {
  const startedAt = performance.now();
  const ownDelay = monitorEventLoopDelay();
  ownDelay.enable();
  let obstacles: string[] = [];
  const isHealed = async (): Promise<boolean> => {
    const { apis } = chaos.house;
    const found = await Promise.all(
      apis.map(async (api, index) => {
        const obstacle = (await obstacleAtReady(api)) ?? (await obstacleOnTheWay(chaos, index));
        return obstacle === undefined ? [] : [`${api.name}: ${obstacle}`];
      }),
    );
    obstacles = found.flat();
    return obstacles.length === 0;
  };
  try {
    await eventually('it heals', isHealed, healMilliseconds);
    return { milliseconds: Math.round(performance.now() - startedAt), obstacles };
  } catch {
    // The proxies stand in this process: a machine that is too busy for it looks like a bad network.
    const lateMilliseconds = Math.round(ownDelay.percentile(50) / nanosecondsPerMillisecond);
    return {
      milliseconds: undefined,
      obstacles: [...obstacles, `an event of the suite itself comes every ${lateMilliseconds} ms`],
    };
  } finally {
    ownDelay.disable();
  }
}

export function healFaults({ milliseconds, obstacles }: Healing): string[] {
  if (milliseconds !== undefined) return [];
  return [`it did not heal within ${healMilliseconds / 1000} s; ${obstacles.join('; ')}`];
}

function isAlive(one: ProductProcess): boolean {
  try {
    return process.kill(one.processId(), 0);
  } catch {
    return false;
  }
}

/** Starts again what died by itself, and gives the names. */
export async function reviveDead({ house }: ChaosHouse): Promise<string[]> {
  const dead = [...house.apis, ...house.workers].filter((each) => !isAlive(each));
  await Promise.all(dead.map((each) => each.start()));
  return dead.map(({ name }) => name);
}
