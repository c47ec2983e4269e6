import type { Route } from '../route/route.js';
import { deleteUserRoute } from './delete.js';
import { disableUserRoute } from './disable.js';
import { getUserRoute } from './get.js';
import { getMfaRoute } from './get-mfa.js';
import { listUsersRoute } from './list.js';
import { putUserRoute } from './put.js';
import { releaseUserRoute } from './release.js';
import { setRequirementRoute } from './set-requirement.js';
import { switchSecondFactorRoute } from './switch-second-factor.js';

/** Users themselves; what they enrol has routes of its own under the same path. */
export const userRoutes: readonly Route[] = [
  getMfaRoute,
  putUserRoute,
  getUserRoute,
  listUsersRoute,
  deleteUserRoute,
  setRequirementRoute,
  disableUserRoute,
  releaseUserRoute,
  switchSecondFactorRoute,
];
