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

/**
 * Otpost, as an application asks it. Opens nothing and keeps nothing: one for the whole program will do. The calls throw
 * `OtpostError`; this throws `TypeError` for an option that cannot be right.
 */
export function createOtpost(options: OtpostOptions) {
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

export type Otpost = ReturnType<typeof createOtpost>;
