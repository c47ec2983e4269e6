import { zodToOpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import * as appPasswords from '@otpost/core/app-password/app-password-schemas';
import * as challenges from '@otpost/core/challenge/challenge-schemas';
import * as factors from '@otpost/core/factor/factor-schemas';
import * as passkeys from '@otpost/core/factor/passkey-schemas';
import * as history from '@otpost/core/history/history-schemas';
import * as pages from '@otpost/core/page-session/page-session-schemas';
import * as resets from '@otpost/core/reset/reset-schemas';
import * as clock from '@otpost/core/test-mode/test-clock-schemas';
import * as devices from '@otpost/core/trusted-device/trusted-device-schemas';
import { disableUserSchema } from '@otpost/core/user/disable-user';
import * as mfa from '@otpost/core/user/mfa-schemas';
import { releaseUserSchema } from '@otpost/core/user/release-user';
import { setRequirementSchema } from '@otpost/core/user/set-requirement';
import { switchSecondFactorSchema } from '@otpost/core/user/switch-second-factor';
import * as users from '@otpost/core/user/user-schemas';
import * as webhooks from '@otpost/core/webhook/webhook-schemas';
import type { z } from 'zod';

/** What the OpenAPI document calls the schemas of applications, and so the types that the SDK is made of. */
const schemaNames: Readonly<Record<string, z.ZodType>> = {
  AppPassword: appPasswords.appPasswordViewSchema,
  AppPasswordList: appPasswords.appPasswordListSchema,
  Attempt: challenges.attemptViewSchema,
  AvailableFactor: challenges.availableFactorSchema,
  BeginFactor: factors.beginFactorSchema,
  BegunFactor: factors.begunFactorSchema,
  Binding: challenges.bindingSchema,
  CancelReset: resets.cancelResetSchema,
  Challenge: challenges.challengeViewSchema,
  ChallengeChannel: challenges.challengeChannelSchema,
  ChallengeDetail: challenges.challengeDetailSchema,
  ChallengeSend: challenges.sendViewSchema,
  ChallengeStatus: challenges.challengeStatusSchema,
  CheckAppPassword: appPasswords.checkAppPasswordSchema,
  CheckChallenge: challenges.checkChallengeSchema,
  CheckRecoveryCode: factors.checkRecoveryCodeSchema,
  CheckedAppPassword: appPasswords.appPasswordCheckViewSchema,
  CheckedChallenge: challenges.checkViewSchema,
  CheckedRecoveryCode: factors.checkedRecoveryCodeSchema,
  ConfirmFactor: factors.confirmFactorSchema,
  ConfirmedFactor: factors.confirmedFactorSchema,
  CreateAppPassword: appPasswords.createAppPasswordSchema,
  CreateChallenge: challenges.createChallengeSchema,
  CreatePageSession: pages.createPageSessionSchema,
  CreateWebhook: webhooks.createWebhookSchema,
  Delivery: history.deliveryViewSchema,
  DeliveryPage: history.deliveryPageSchema,
  DeliveryStatus: challenges.deliveryStatusSchema,
  DisableUser: disableUserSchema,
  Factor: mfa.factorSummarySchema,
  FactorList: factors.factorListSchema,
  FactorType: mfa.factorTypeSchema,
  Mfa: mfa.mfaViewSchema,
  MoveClock: clock.moveClockSchema,
  MovedClock: clock.movedClockSchema,
  NewAppPassword: appPasswords.newAppPasswordViewSchema,
  NewRecoveryCodes: factors.newRecoveryCodesSchema,
  NewTrustedDevice: devices.newTrustedDeviceViewSchema,
  NewWebhook: webhooks.newWebhookViewSchema,
  PageAct: pages.pageActSchema,
  PageFlow: pages.pageFlowSchema,
  PageResult: pages.pageResultSchema,
  PageSession: pages.pageSessionViewSchema,
  PasskeyAssertion: passkeys.passkeyAssertionSchema,
  PasskeyCreationOptions: passkeys.passkeyCreationOptionsSchema,
  PasskeyRegistration: passkeys.passkeyRegistrationSchema,
  PasskeyRequestOptions: passkeys.passkeyRequestOptionsSchema,
  PutUser: users.putUserSchema,
  ReleaseUser: releaseUserSchema,
  RenameFactor: factors.renameFactorSchema,
  ReplayWebhook: webhooks.replayWebhookSchema,
  ReplayedWebhook: webhooks.replayedWebhookSchema,
  ResendChallenge: challenges.resendChallengeSchema,
  Reset: resets.resetViewSchema,
  ResetPage: resets.resetPageSchema,
  ResetStatus: resets.resetStatusSchema,
  SetRequirement: setRequirementSchema,
  StartReset: resets.startResetSchema,
  SwitchSecondFactor: switchSecondFactorSchema,
  TrustDevice: devices.trustDeviceSchema,
  TrustedDevice: devices.trustedDeviceViewSchema,
  TrustedDeviceList: devices.trustedDeviceListSchema,
  UpdateWebhook: webhooks.updateWebhookSchema,
  User: users.userViewSchema,
  UserPage: users.userPageSchema,
  Webhook: webhooks.webhookViewSchema,
  WebhookList: webhooks.webhookListSchema,
  WebhookMessage: webhooks.webhookMessageViewSchema,
  WebhookMessagePage: webhooks.webhookMessageListSchema,
};

/** Gives the schemas their names, so that the document tells each once and refers to it. */
export function nameSchemas(): void {
  for (const [name, schema] of Object.entries(schemaNames)) {
    zodToOpenAPIRegistry.add(schema, { _internal: { refId: name } });
  }
}
