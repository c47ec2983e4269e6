export type { PostOptions, ProofOptions, RequestOptions } from './api-request.js';
export { createOtpost, type Otpost } from './create-otpost.js';
export type { ApiErrorCode } from './generated/api-error-code.js';
export type {
  AppPassword,
  AppPasswordList,
  CheckAppPassword,
  CheckedAppPassword,
  CreateAppPassword,
  NewAppPassword,
} from './generated/app-passwords-types.js';
export type {
  Attempt,
  AvailableFactor,
  Binding,
  Challenge,
  ChallengeChannel,
  ChallengeDetail,
  ChallengeSend,
  ChallengeStatus,
  CheckChallenge,
  CheckedChallenge,
  CreateChallenge,
  DeliveryStatus,
  PasskeyAssertion,
  PasskeyRequestOptions,
  ResendChallenge,
} from './generated/challenges-types.js';
export type { Delivery, DeliveryPage, DeliveryQuery } from './generated/deliveries-types.js';
export type {
  BeginFactor,
  BegunFactor,
  ConfirmedFactor,
  ConfirmFactor,
  FactorList,
  PasskeyCreationOptions,
  PasskeyRegistration,
  RenameFactor,
} from './generated/factors-types.js';
export type { CreatePageSession, PageAct, PageFlow, PageResult, PageSession } from './generated/page-sessions-types.js';
export type { CheckedRecoveryCode, CheckRecoveryCode, NewRecoveryCodes } from './generated/recovery-codes-types.js';
export type { CancelReset, Reset, ResetPage, ResetQuery, ResetStatus, StartReset } from './generated/resets-types.js';
export type { MoveClock, MovedClock } from './generated/test-mode-types.js';
export type {
  NewTrustedDevice,
  TrustDevice,
  TrustedDevice,
  TrustedDeviceList,
} from './generated/trusted-devices-types.js';
export type {
  DisableUser,
  Factor,
  FactorType,
  Mfa,
  MfaQuery,
  PutUser,
  ReleaseUser,
  SetRequirement,
  SwitchSecondFactor,
  User,
  UserPage,
  UserQuery,
} from './generated/users-types.js';
export type { WebhookEvent } from './generated/webhook-event.js';
export type {
  CreateWebhook,
  NewWebhook,
  ReplayedWebhook,
  ReplayWebhook,
  UpdateWebhook,
  Webhook,
  WebhookList,
  WebhookMessage,
  WebhookMessagePage,
  WebhookMessageQuery,
} from './generated/webhooks-types.js';
export { type ClientErrorCode, type FieldError, OtpostError, type OtpostErrorCode } from './otpost-error.js';
export type { OtpostOptions, Surroundings } from './otpost-options.js';
export {
  type ReceivedWebhook,
  type RefusedBecause,
  type VerifiedWebhook,
  verifyWebhook,
  type WebhookHeaders,
} from './verify-webhook.js';
