import type { Clock, RandomBytes } from './clock.js';
import type { Live } from './live-port.js';
import type { LocaleCatalogue } from './message/locale-catalogue.js';
import type { DeliveryBell } from './queue-port.js';
import type { SettingsReader } from './settings/settings-snapshot.js';
import type { Store } from './store-port.js';

/** What every verb may use. Made once by the process and passed down; nothing is reached for. */
export interface Context {
  readonly store: Store;
  readonly live: Live;
  readonly bell: DeliveryBell;
  readonly settings: SettingsReader;
  readonly locales: LocaleCatalogue;
  /** Where browsers reach the hosted pages: scheme, host and port. */
  readonly publicUrl: string;
  readonly now: Clock;
  readonly randomBytes: RandomBytes;
  /** For what went wrong and was survived; holds no address, code or secret. */
  readonly warn: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}
