import type { Context } from '../context.js';
import type { SettingsSnapshot } from '../settings/settings-snapshot.js';
import type { Store } from '../store-port.js';
import { isConsoleApplication } from './console-application.js';
import { limitStore } from './limit-store.js';
import { isWithinReach, type Reach } from './reach.js';

/** One limited snapshot for each whole one and reach, since a verb asks for it many times. */
function limitSnapshot(whole: SettingsSnapshot, reach: Reach): SettingsSnapshot {
  const isSeen = (id: string): boolean => isWithinReach(reach, id) && !isConsoleApplication(id);
  const own = [...whole.applications].filter(([id]) => isSeen(id));
  const webhooks = whole.webhooks.filter(({ applicationId }) => isSeen(applicationId));
  return { ...whole, applications: new Map(own), webhooks };
}

/** The context as an admin sees it: what is out of reach, and the console's own application, is in neither store nor settings. */
export function limitContext(context: Context, reach: Reach): Context {
  let store: Store | undefined;
  let seen: { whole: SettingsSnapshot; limited: SettingsSnapshot } | undefined;
  return {
    ...context,
    get store() {
      store ??= limitStore(context.store, reach);
      return store;
    },
    settings: {
      current: () => {
        const whole = context.settings.current();
        if (seen?.whole !== whole) seen = { whole, limited: limitSnapshot(whole, reach) };
        return seen.limited;
      },
      refresh: () => context.settings.refresh(),
    },
  };
}
