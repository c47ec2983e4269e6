import { checkRecoveryCodeRoute } from '../recovery-codes/check.js';
import { regenerateRecoveryCodesRoute } from '../recovery-codes/regenerate.js';
import type { Route } from '../route/route.js';
import { beginFactorRoute } from './begin.js';
import { confirmFactorRoute } from './confirm.js';
import { listFactorsRoute } from './list.js';
import { removeFactorRoute } from './remove.js';
import { renameFactorRoute } from './rename.js';

/** What a user has enrolled, and the recovery codes that stand beside it. */
export const factorRoutes: readonly Route[] = [
  listFactorsRoute,
  beginFactorRoute,
  confirmFactorRoute,
  renameFactorRoute,
  removeFactorRoute,
  regenerateRecoveryCodesRoute,
  checkRecoveryCodeRoute,
];
