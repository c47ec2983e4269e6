import { addressPlace } from '@otpost/core/address/address-place';
import { parseAddress } from '@otpost/core/address/parse-address';
import type { AddressPlace } from '@otpost/core/live-limits-port';
import { restoreSuppressions } from '@otpost/core/suppression/restore-suppressions';
import { suppressAddress } from '@otpost/core/suppression/suppress-address';
import { eventually } from '../servers/eventually.js';
import { openTestProcess, type TestProcess } from '../settings/open-test-process.js';
import { openTestStore } from '../settings/open-test-store.js';
import { newApplication } from '../users/challenges-of-users.js';

const longestMilliseconds = 30_000;

/** A process with an application, for tests of the list of suppressed addresses. */
export interface SuppressionStage extends TestProcess {
  /** Puts a mailbox that nobody used before on the list. */
  suppressOne(): Promise<AddressPlace>;
  isSuppressed(place: AddressPlace): Promise<boolean>;
  /** As a worker does it every two seconds; tells how many it wrote. Fails while Redis is away. */
  restore(): Promise<number>;
  /** As soon as Redis is back. */
  restoreWhenBack(): Promise<number>;
  end(): Promise<void>;
}

export async function openSuppressionStage(redisUrl: string): Promise<SuppressionStage> {
  const testStore = await openTestStore();
  const own = await openTestProcess(testStore.store, redisUrl);
  const { context } = own;
  const applicationId = await newApplication([context]);
  let mailboxes = 0;
  const restore = () => restoreSuppressions(context);
  return {
    ...own,
    suppressOne: async () => {
      const parsed = parseAddress('email', `gone-${(mailboxes += 1)}@example.com`);
      if (!parsed.ok) throw new Error('It is an address');
      const { address } = parsed;
      const made = { applicationId, address, reason: 'hard_bounce', source: 'admin' } as const;
      await suppressAddress(context, { ...made, provider: null, deliveryId: null });
      return addressPlace(context.settings.current().keyring, applicationId, address);
    },
    isSuppressed: async (place) => (await context.live.limits.readAddress(place)).suppressed === 'hard_bounce',
    restore,
    restoreWhenBack: () =>
      eventually(
        'the list is restored',
        async () => (await restore().catch(() => 0)) || undefined,
        longestMilliseconds,
      ),
    end: async () => {
      own.stop();
      await testStore.remove();
    },
  };
}
