import { describe, expect } from '@jest/globals';
import { recordEvents } from '@otpost/core/history/record-events';
import { shardOf } from '@otpost/core/ids';
import type { LiveEvent } from '@otpost/core/live-event-port';
import { suppressRecipients } from '@otpost/core/suppression/suppress-address';
import { newApplication, start } from '../users/challenges-of-users.js';
import { sharedStores } from '../users/each-store.js';
import { useProcesses } from '../users/use-processes.js';

describe.each(sharedStores)('addresses that a batch says nothing more may be sent to, on %s', (_name, share) => {
  const one = useProcesses(share);

  one.test('are put on the list once, and one that cannot be read keeps back no other', async () => {
    const { context } = one;
    const applicationId = await newApplication([context]);
    const ids: string[] = [];
    for (const to of ['unreadable@example.com', 'gone@example.com']) {
      ids.push((await start(context, applicationId, { channel: 'email', to })).id);
    }
    const taken = await Promise.all(ids.map((id) => context.live.events.take(shardOf(id) ?? 0, 'test', '', 100)));
    const events = taken.flatMap((some) => (some === 'leased' ? [] : some)).filter(({ id }) => ids.includes(id));
    const { deliveries } = await recordEvents(context.store, events);
    const [broken, whole] = ids.map((id) => deliveries.get(`${id}-1`));
    const damaged = new Map([...deliveries, [`${ids[0]}-1`, { ...broken!, addressSealed: whole!.addressSealed }]]);
    const bounced = ids.map(
      (id, index): LiveEvent => ({
        position: `${index}-0`,
        id,
        number: 9,
        type: 'receipt',
        at: 0,
        data: { send: 1, suppress: 'hard_bounce', provider: 'prv_1' },
      }),
    );
    await suppressRecipients(context, bounced, damaged);
    await suppressRecipients(context, bounced, damaged);
    const listed = await context.store.suppressions.list({ applicationId: { equals: applicationId } });
    expect(listed).toMatchObject([{ deliveryId: `${ids[1]}-1`, reason: 'hard_bounce', source: 'provider' }]);
  });
});
