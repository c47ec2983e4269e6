import { beforeAll, describe, expect } from '@jest/globals';
import { type Breakers, createBreakers } from '@otpost/core/breaker/breakers';
import type { ProviderRecord } from '@otpost/core/records';
import { createProvider } from '@otpost/core/settings/providers/create-provider';
import { smtpConfig } from '../servers/furnish.js';
import { testActor, testKinds } from '../settings/open-test-process.js';
import { sharedStores } from '../users/each-store.js';
import { useProcesses } from '../users/use-processes.js';

const hour = 3_600_000;
const [[, share]] = sharedStores as [(typeof sharedStores)[number]];
let now = Date.now();

describe('the breakers of a worker, after the clocks were set back by an hour', () => {
  const one = useProcesses(share, { now: () => now });
  let breakers: Breakers;
  let providers: ProviderRecord[];

  const askedNames = async () => (await breakers.askable(providers)).map(({ name }) => name);
  async function fail({ id, version }: ProviderRecord): Promise<void> {
    const handover = { providerId: id, outcome: 'failover', detail: '', version, tookMilliseconds: 0 } as const;
    for (let times = 0; times < 5; times += 1) await one.context.live.breakers.note(handover);
  }
  const setBack = () => {
    now -= hour;
    one.first.testLive.advance(-hour);
  };

  beforeAll(async () => {
    const scope = { weight: 1, countries: [], applications: [], enabled: true, priority: 0 };
    for (const name of ['first', 'second']) {
      const input = { ...scope, channel: 'email' as const, kind: 'smtp', name, config: smtpConfig(9) };
      await createProvider(one.context, { actor: testActor, kinds: testKinds, input });
    }
    await one.context.settings.refresh();
    providers = [...one.context.settings.current().providers.values()].filter(({ name }) =>
      /^(first|second)$/.test(name),
    );
    providers.sort((a, b) => (a.name < b.name ? -1 : 1));
    breakers = createBreakers(one.context);
  });

  // First: nothing was noted yet, of which a late word would come.
  one.test('what was read before is read again', async () => {
    expect(await askedNames()).toEqual(['first', 'second']);
    setBack();
    const [{ id }] = providers as [ProviderRecord];
    // By a process whose word of it was lost.
    await one.first.testLive.redis.hset(`{b:${id}}:breaker`, { status: 'open', since: now, failedAt: now });
    expect(await askedNames()).toEqual(['second']);
  });

  one.test('what failed before is probed at once', async () => {
    await fail(providers.at(0)!);
    expect(await askedNames()).toEqual(['second']);
    setBack();
    expect(await askedNames()).toEqual(['first', 'second']);
  });

  one.test('where all are open, what failed before is asked before what failed since', async () => {
    await fail(providers.at(0)!);
    await fail(providers.at(1)!);
    setBack();
    await fail(providers.at(0)!);
    expect(await askedNames()).toEqual(['second', 'first']);
  });
});
