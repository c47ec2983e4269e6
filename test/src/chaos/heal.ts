import { eventually } from '../servers/eventually.js';
import { ask } from '../servers/house-client.js';
import type { ProductProcess } from '../servers/product-process.js';
import { type ChaosHouse, newName } from './chaos-house.js';

/** After a fault is mended everything works again within this, without a restart. */
export const healMilliseconds = 25_000;

const quickly = { withinMilliseconds: 3000 };

async function goesAllTheWay({ application, sink }: ChaosHouse, api: number): Promise<boolean> {
  const to = `probe-${newName()}@example.com`;
  const more = { api, ...quickly };
  const created = await application.ask('POST', '/challenges', { channel: 'email', to }, more).catch(() => undefined);
  if (created?.status !== 201) return false;
  const { id } = created.body;
  const message = await eventually('its message is there', () => sink.messagesOf(id)[0], 2000).catch(() => undefined);
  if (!message) return false;
  const check = await application
    .ask('POST', `/challenges/${id}/check`, { code: message.code }, more)
    .catch(() => undefined);
  return check?.body.valid === true;
}

async function isReady(api: ProductProcess): Promise<boolean> {
  const answer = await ask({ method: 'GET', url: `${api.url()}/readyz`, ...quickly }).catch(() => undefined);
  return answer?.status === 200;
}

/** Waits until each API is ready and takes a challenge all the way; gives the milliseconds, or undefined when it takes too long. */
export async function untilHealed(chaos: ChaosHouse): Promise<number | undefined> {
  const startedAt = performance.now();
  const isHealed = async (): Promise<boolean> => {
    const { apis } = chaos.house;
    const works = await Promise.all(
      apis.map(async (api, index) => (await isReady(api)) && (await goesAllTheWay(chaos, index))),
    );
    return works.every(Boolean);
  };
  return await eventually('it heals', isHealed, healMilliseconds).then(
    () => Math.round(performance.now() - startedAt),
    () => undefined,
  );
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
