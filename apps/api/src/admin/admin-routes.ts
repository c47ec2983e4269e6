import type { Route } from '../route/route.js';
import { adminWebhookRoutes } from '../webhooks/webhook-routes.js';
import { createAdminKeyRoute } from './admin-keys/create.js';
import { listAdminKeysRoute } from './admin-keys/list.js';
import { revokeAdminKeyRoute } from './admin-keys/revoke.js';
import type { AdminParts } from './admin-parts.js';
import { deleteAdminRoute } from './admins/delete.js';
import { inviteAdminRoute, inviteAgainRoute } from './admins/invite.js';
import { listAdminsRoute } from './admins/list.js';
import { listAdminNamesRoute } from './admins/names.js';
import { updateAdminRoute } from './admins/update.js';
import { listAlertsRoute } from './alerts/list.js';
import { createApiKeyRoute } from './api-keys/create.js';
import { listApiKeysRoute } from './api-keys/list.js';
import { revokeApiKeyRoute } from './api-keys/revoke.js';
import { createApplicationRoute } from './applications/create.js';
import { getApplicationRoute } from './applications/get.js';
import { listApplicationsRoute } from './applications/list.js';
import { rollBackApplicationRoute } from './applications/roll-back.js';
import { rotateApplicationKeyRoute } from './applications/rotate-key.js';
import { updateApplicationRoute } from './applications/update.js';
import { listApplicationVersionsRoute } from './applications/versions.js';
import { exportAuditRoute } from './audit/export.js';
import { listAuditRoute } from './audit/list.js';
import { verifyAuditRoute } from './audit/verify.js';
import { getChallengeStoryRoute } from './challenges/get.js';
import { listAllChallengesRoute } from './challenges/list.js';
import { searchChallengesRoute } from './challenges/search.js';
import { dismissDeadLetterRoute } from './dead-letters/dismiss.js';
import { getDeadLetterRoute } from './dead-letters/get.js';
import { listDeadLettersRoute } from './dead-letters/list.js';
import { sendDeadLetterRoute } from './dead-letters/send-again.js';
import { getAnyDeliveryRoute } from './deliveries/get.js';
import { listAllDeliveriesRoute } from './deliveries/list.js';
import { searchDeliveriesRoute } from './deliveries/search.js';
import { listLimitedUsersRoute } from './limits/list-users.js';
import { readAddressLimitsRoute } from './limits/read.js';
import { releaseAddressLimitsRoute } from './limits/release.js';
import { releaseAnyUserRoute } from './limits/release-user.js';
import { readOverviewRoute } from './overview/read.js';
import { checkPolicyRoute } from './policies/check.js';
import { previewPolicyRoute } from './policies/preview.js';
import { listProviderKindsRoute } from './provider-kinds/list.js';
import { createProviderRoute } from './providers/create.js';
import { deleteProviderRoute } from './providers/delete.js';
import { drainProviderRoute } from './providers/drain.js';
import { getProviderRoute } from './providers/get.js';
import { listProvidersRoute } from './providers/list.js';
import { orderProvidersRoute } from './providers/order.js';
import { pauseProviderRoute } from './providers/pause.js';
import { resumeProviderRoute } from './providers/resume.js';
import { rollBackProviderRoute } from './providers/roll-back.js';
import { sendTestRoute } from './providers/send-test.js';
import { updateProviderRoute } from './providers/update.js';
import { verifyProviderRoute } from './providers/verify.js';
import { listProviderVersionsRoute } from './providers/versions.js';
import { drainQueueRoute } from './queues/drain.js';
import { listQueuesRoute } from './queues/list.js';
import { pauseQueueRoute } from './queues/pause.js';
import { resumeQueueRoute } from './queues/resume.js';
import { cancelAdminResetRoute } from './resets/cancel.js';
import { listAllResetsRoute } from './resets/list.js';
import { startAdminResetRoute } from './resets/start.js';
import { listSettingFieldsRoute } from './setting-fields/list.js';
import { createSuppressionRoute } from './suppressions/create.js';
import { endSuppressionRoute } from './suppressions/end.js';
import { listSuppressionsRoute } from './suppressions/list.js';
import { createTemplateRoute } from './templates/create.js';
import { deleteTemplateRoute } from './templates/delete.js';
import { getTemplateRoute } from './templates/get.js';
import { listTemplatesRoute } from './templates/list.js';
import { previewTemplateRoute } from './templates/preview.js';
import { rollBackTemplateRoute } from './templates/roll-back.js';
import { updateTemplateRoute } from './templates/update.js';
import { listTemplateVersionsRoute } from './templates/versions.js';
import { disableAnyUserRoute } from './users/disable.js';
import { eraseAnyUserRoute } from './users/erase.js';
import { getAnyUserRoute } from './users/get.js';
import { listAllUsersRoute } from './users/list.js';
import { removeAnyFactorRoute } from './users/remove-factor.js';
import { revokeAnyAppPasswordRoute } from './users/revoke-app-password.js';
import { revokeAnyTrustedDeviceRoute } from './users/revoke-trusted-device.js';
import { searchUsersRoute } from './users/search.js';
import { setAnyRequirementRoute } from './users/set-requirement.js';
import { listWarningsRoute } from './warnings/list.js';
import { listWebhookEventsRoute } from './webhook-events/list.js';
import { rollBackWebhookRoute } from './webhooks/roll-back.js';
import { listWebhookVersionsRoute } from './webhooks/versions.js';

/** What runs, and what became of it. */
const operationRoutes: readonly Route[] = [
  listQueuesRoute,
  pauseQueueRoute,
  resumeQueueRoute,
  drainQueueRoute,
  drainProviderRoute,
  listDeadLettersRoute,
  getDeadLetterRoute,
  sendDeadLetterRoute,
  dismissDeadLetterRoute,
  readAddressLimitsRoute,
  listLimitedUsersRoute,
  listAlertsRoute,
  listSuppressionsRoute,
  createSuppressionRoute,
  endSuppressionRoute,
  releaseAddressLimitsRoute,
  releaseAnyUserRoute,
  listAllDeliveriesRoute,
  searchDeliveriesRoute,
  getAnyDeliveryRoute,
  listAuditRoute,
  exportAuditRoute,
  verifyAuditRoute,
  readOverviewRoute,
  listAllChallengesRoute,
  searchChallengesRoute,
  getChallengeStoryRoute,
];

/** Users of applications. */
const peopleRoutes: readonly Route[] = [
  listAllUsersRoute,
  searchUsersRoute,
  getAnyUserRoute,
  disableAnyUserRoute,
  setAnyRequirementRoute,
  eraseAnyUserRoute,
  removeAnyFactorRoute,
  revokeAnyAppPasswordRoute,
  revokeAnyTrustedDeviceRoute,
  listAllResetsRoute,
  startAdminResetRoute,
  cancelAdminResetRoute,
];

/** Everything under /admin/v1. Fixed words stand before `:id`. */
export function adminRoutes(parts: AdminParts): readonly Route[] {
  return [
    listProviderKindsRoute(parts),
    listProvidersRoute(parts),
    createProviderRoute(parts),
    verifyProviderRoute(parts),
    orderProvidersRoute(parts),
    getProviderRoute(parts),
    updateProviderRoute(parts),
    deleteProviderRoute,
    listProviderVersionsRoute(parts),
    rollBackProviderRoute(parts),
    sendTestRoute,
    pauseProviderRoute,
    resumeProviderRoute,
    listApplicationsRoute,
    createApplicationRoute(parts),
    getApplicationRoute,
    updateApplicationRoute,
    listSettingFieldsRoute,
    listApplicationVersionsRoute,
    rollBackApplicationRoute,
    rotateApplicationKeyRoute(parts),
    listApiKeysRoute,
    createApiKeyRoute,
    revokeApiKeyRoute,
    listWebhookEventsRoute,
    ...adminWebhookRoutes,
    listWebhookVersionsRoute,
    rollBackWebhookRoute,
    listAdminNamesRoute,
    listAdminsRoute,
    inviteAdminRoute,
    inviteAgainRoute,
    updateAdminRoute,
    deleteAdminRoute,
    listAdminKeysRoute,
    createAdminKeyRoute,
    revokeAdminKeyRoute,
    listTemplatesRoute,
    createTemplateRoute,
    previewTemplateRoute,
    getTemplateRoute,
    updateTemplateRoute,
    deleteTemplateRoute,
    listTemplateVersionsRoute,
    rollBackTemplateRoute,
    listWarningsRoute,
    previewPolicyRoute,
    checkPolicyRoute,
    ...operationRoutes,
    ...peopleRoutes,
  ];
}
