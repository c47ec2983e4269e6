import { appPasswordsBy } from './app-passwords.js';
import { challengesBy } from './challenges.js';
import { deliveriesBy } from './deliveries.js';
import { factorsBy } from './factors.js';
import { type OtpostOptions, openConnection } from './otpost-options.js';
import { pageSessionsBy } from './page-sessions.js';
import { recoveryCodesBy } from './recovery-codes.js';
import { resetsBy } from './resets.js';
import { createSend } from './send.js';
import { testModeBy } from './test-mode.js';
import { trustedDevicesBy } from './trusted-devices.js';
import { usersBy } from './users.js';
import { webhooksBy } from './webhooks.js';

/** Otpost, as an application asks it: one group of functions for each thing. They throw `OtpostError`. */
export interface Otpost {
  readonly challenges: ReturnType<typeof challengesBy>;
  readonly deliveries: ReturnType<typeof deliveriesBy>;
  readonly users: ReturnType<typeof usersBy>;
  readonly factors: ReturnType<typeof factorsBy>;
  readonly recoveryCodes: ReturnType<typeof recoveryCodesBy>;
  readonly appPasswords: ReturnType<typeof appPasswordsBy>;
  readonly trustedDevices: ReturnType<typeof trustedDevicesBy>;
  readonly resets: ReturnType<typeof resetsBy>;
  readonly pageSessions: ReturnType<typeof pageSessionsBy>;
  readonly webhooks: ReturnType<typeof webhooksBy>;
  readonly testMode: ReturnType<typeof testModeBy>;
}

/** Opens nothing and keeps nothing: one for the whole program will do. Throws `TypeError` for an option that cannot be right. */
export function createOtpost(options: OtpostOptions): Otpost {
  const send = createSend(openConnection(options));
  return {
    challenges: challengesBy(send),
    deliveries: deliveriesBy(send),
    users: usersBy(send),
    factors: factorsBy(send),
    recoveryCodes: recoveryCodesBy(send),
    appPasswords: appPasswordsBy(send),
    trustedDevices: trustedDevicesBy(send),
    resets: resetsBy(send),
    pageSessions: pageSessionsBy(send),
    webhooks: webhooksBy(send),
    testMode: testModeBy(send),
  };
}
