import type { AdminParts } from './admin/admin-parts.js';
import { adminRoutes } from './admin/admin-routes.js';
import { cancelChallengeRoute } from './challenges/cancel.js';
import { checkChallengeRoute } from './challenges/check.js';
import { createChallengeRoute } from './challenges/create.js';
import { getChallengeRoute } from './challenges/get.js';
import { resendChallengeRoute } from './challenges/resend.js';
import { getDeliveryRoute } from './deliveries/get.js';
import { listDeliveriesRoute } from './deliveries/list.js';
import { openApiRoute } from './docs/openapi-route.js';
import { factorRoutes } from './factors/factor-routes.js';
import { livezRoute } from './health/livez.js';
import { type ReadinessProbe, readyzRoute } from './health/readyz.js';
import { createPageSessionRoute } from './page-sessions/create.js';
import { pageResultRoute } from './page-sessions/result.js';
import { describedReceipts } from './receipts/receipt-paths.js';
import type { Route } from './route/route.js';
import { moveClockRoute } from './test-mode/move-clock.js';
import { aftermathRoutes } from './users/aftermath-routes.js';
import { userRoutes } from './users/user-routes.js';
import { webhookRoutes } from './webhooks/webhook-routes.js';

/** What routes need besides the context of every request. */
export interface RouteParts {
  readonly probe: ReadinessProbe;
  readonly admin: AdminParts;
  /** Where browsers reach this process; without a slash at its end. */
  readonly publicUrl: string;
}

/** What applications ask, under /v1. The busiest stand first, since Express looks from the top. */
export function applicationRoutes(publicUrl: string): readonly Route[] {
  return [
    createChallengeRoute,
    checkChallengeRoute,
    getChallengeRoute,
    resendChallengeRoute,
    cancelChallengeRoute,
    listDeliveriesRoute,
    getDeliveryRoute,
    ...userRoutes,
    ...factorRoutes,
    ...aftermathRoutes,
    ...webhookRoutes,
    createPageSessionRoute(publicUrl),
    pageResultRoute,
    moveClockRoute,
  ];
}

/**
 * The one table: every path that the API answers, with its documentation. A new route is a file `<area>/<resource>/<verb>.ts`
 * that exports what `applicationRoute` or `adminRoute` makes, and one line here.
 */
export function apiRoutes({ probe, admin, publicUrl }: RouteParts): readonly Route[] {
  const routes: Route[] = [...applicationRoutes(publicUrl), livezRoute, readyzRoute(probe), ...adminRoutes(admin)];
  return [...routes, openApiRoute([...routes, ...describedReceipts(admin.kinds)])];
}
