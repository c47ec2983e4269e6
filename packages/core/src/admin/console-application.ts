import type { Clock, RandomBytes } from '../clock.js';
import type { MasterKeys } from '../keyring/master-keys.js';
import { newKeyRecord } from '../keyring/new-key-record.js';
import { defaultApplicationSettings } from '../settings/application-settings.js';
import type { Store } from '../store-port.js';

/**
 * The application whose users are the admins: their second factors are Otpost's own. Nobody has a key of it, and it is in no list.
 */
export const consoleApplicationId = 'app_console';

export function isConsoleApplication(id: string | null): boolean {
  return id === consoleApplicationId;
}

const name = 'Otpost console';

/** Makes it where it is missing; of many processes at once one does. */
export async function ensureConsoleApplication(
  store: Store,
  masterKeys: MasterKeys,
  randomBytes: RandomBytes,
  now: Clock,
): Promise<void> {
  const id = consoleApplicationId;
  if (await store.applications.get(id)) return;
  const at = now();
  const key = newKeyRecord({ id: `${id}-1`, purpose: 'application', applicationId: id, masterKeys, randomBytes, at });
  // The key first: an application without one could not be used.
  await store.keys.insert(key);
  const { policy, brand } = defaultApplicationSettings;
  await store.applications.insert({
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    changedBy: null,
    name,
    settings: {
      ...defaultApplicationSettings,
      brand: { ...brand, name: 'Otpost' },
      // SECURITY J3: never SMS or email for an admin.
      policy: { ...policy, requirement: 'required', factors: ['passkey', 'totp'], mustReplaceAfterRecoveryCode: true },
    },
  });
  await store.raiseSettingsVersion();
}
