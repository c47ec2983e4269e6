import type { Clock, RandomBytes } from './clock.js';
import type { Live } from './live-port.js';
import type { LocaleCatalogue } from './message/locale-catalogue.js';
import type { DeliveryBell } from './queue-port.js';
import type { SettingsReader } from './settings/settings-snapshot.js';
import type { Store } from './store-port.js';
import type { Traces } from './trace/traces-port.js';

/** What every verb may use. Made once by the process and passed down; nothing is reached for. */
export interface Context {
  readonly store: Store;
  readonly live: Live;
  readonly bell: DeliveryBell;
  readonly settings: SettingsReader;
  readonly locales: LocaleCatalogue;
  /** Scheme, host and port by which people reach this installation, without a slash at its end. */
  readonly publicUrl: string;
  readonly now: Clock;
  readonly randomBytes: RandomBytes;
  /** Null where nobody collects them: then nothing is done for them at all. */
  readonly traces: Traces | null;
  /** For what went wrong and was survived; holds no address, code or secret. */
  readonly warn: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}
