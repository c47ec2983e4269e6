import type { Route } from '../route/route.js';
import { checkAppPasswordRoute } from './app-passwords/check.js';
import { createAppPasswordRoute } from './app-passwords/create.js';
import { listAppPasswordsRoute } from './app-passwords/list.js';
import { revokeAppPasswordRoute } from './app-passwords/revoke.js';
import { cancelResetRoute } from './resets/cancel.js';
import { listResetsRoute } from './resets/list.js';
import { startResetRoute } from './resets/start.js';
import { trustDeviceRoute } from './trusted-devices/create.js';
import { listTrustedDevicesRoute } from './trusted-devices/list.js';
import { revokeTrustedDeviceRoute } from './trusted-devices/revoke.js';

/** App passwords, trusted devices and resets. Fixed words stand before ids. */
export const aftermathRoutes: readonly Route[] = [
  checkAppPasswordRoute,
  createAppPasswordRoute,
  listAppPasswordsRoute,
  revokeAppPasswordRoute,
  trustDeviceRoute,
  listTrustedDevicesRoute,
  revokeTrustedDeviceRoute,
  startResetRoute,
  cancelResetRoute,
  listResetsRoute,
];
