import type { Context } from '@otpost/core/context';
import { recordEvents } from '@otpost/core/history/record-events';
import { isRecounting, recountHistory } from '@otpost/core/overview/recount-history';
import { seededRandom } from '../chaos/seeded-random.js';
import { randomStory } from '../overview/random-events.js';

const hour = 3_600_000;

/** So many challenges of the last hour, and as many of the day before, as a recorder and a roll-up would have left them. */
export async function makeHistory(context: Context, count: number): Promise<void> {
  const { applications, providers } = context.settings.current();
  const random = seededRandom(7);
  const workload = {
    applications: [...applications.keys()].filter((id) => id !== 'app_console'),
    providers: [...providers.keys()],
    countries: ['DE', 'DE', 'DE', 'SI', 'JP', 'BR', 'US'],
  };
  const now = Date.now();
  for (let number = 0; number < count * 2; number += 1) {
    const span = number < count ? hour : 24 * hour;
    // More in the middle, so that charts have a shape.
    const age = Math.floor((span * (random() + random())) / 2);
    const story = randomStory(random, workload, now - age - 1000).filter(({ at }) => at <= now);
    await recordEvents(context.store, story);
  }
  while (await isRecounting(context.store)) await recountHistory(context);
}
