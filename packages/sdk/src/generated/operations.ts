// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

import type { AppPasswordList, CheckAppPassword, CheckedAppPassword, CreateAppPassword, NewAppPassword } from './app-passwords-types.js';
import type { Challenge, ChallengeDetail, CheckChallenge, CheckedChallenge, CreateChallenge, ResendChallenge } from './challenges-types.js';
import type { Delivery, DeliveryPage, DeliveryQuery } from './deliveries-types.js';
import type { BeginFactor, BegunFactor, ConfirmFactor, ConfirmedFactor, FactorList, RenameFactor } from './factors-types.js';
import type { CreatePageSession, PageResult, PageSession } from './page-sessions-types.js';
import type { CheckRecoveryCode, CheckedRecoveryCode, NewRecoveryCodes } from './recovery-codes-types.js';
import type { CancelReset, Reset, ResetPage, ResetQuery, StartReset } from './resets-types.js';
import type { MoveClock, MovedClock } from './test-mode-types.js';
import type { NewTrustedDevice, TrustDevice, TrustedDeviceList } from './trusted-devices-types.js';
import type { DisableUser, Factor, Mfa, MfaQuery, PutUser, ReleaseUser, SetRequirement, SwitchSecondFactor, User, UserPage, UserQuery } from './users-types.js';
import type { CreateWebhook, NewWebhook, ReplayWebhook, ReplayedWebhook, UpdateWebhook, Webhook, WebhookList, WebhookMessage, WebhookMessagePage, WebhookMessageQuery } from './webhooks-types.js';

/** What each method and path of the API takes and answers. */
export interface Operations {
  /** Start a challenge. */
  'POST /v1/challenges': { parts: { body: CreateChallenge }; answer: Challenge };
  /** Check the answer that the user gave. */
  'POST /v1/challenges/{id}/check': { parts: { path: { id: string }; body: CheckChallenge }; answer: CheckedChallenge };
  /** Read a challenge, its sends and their attempts. */
  'GET /v1/challenges/{id}': { parts: { path: { id: string } }; answer: ChallengeDetail };
  /** Send the code again. */
  'POST /v1/challenges/{id}/resend': { parts: { path: { id: string }; body?: undefined | ResendChallenge }; answer: Challenge };
  /** Cancel a pending challenge. */
  'POST /v1/challenges/{id}/cancel': { parts: { path: { id: string } }; answer: Challenge };
  /** List what was sent, newest first. */
  'GET /v1/deliveries': { parts: { query?: DeliveryQuery | undefined }; answer: DeliveryPage };
  /** Read one delivery and its attempts. */
  'GET /v1/deliveries/{id}': { parts: { path: { id: string } }; answer: Delivery };
  /** What to do with this user now, and why. */
  'GET /v1/users/{id}/mfa': { parts: { path: { id: string }; query?: MfaQuery | undefined }; answer: Mfa };
  /** Make a user, or change what is given. */
  'PUT /v1/users/{id}': { parts: { path: { id: string }; body: PutUser }; answer: User };
  /** Read a user. */
  'GET /v1/users/{id}': { parts: { path: { id: string } }; answer: User };
  /** Erase a user. */
  'DELETE /v1/users/{id}': { parts: { path: { id: string } }; answer: void };
  /** List and find users, newest first. */
  'GET /v1/users': { parts: { query?: UserQuery | undefined }; answer: UserPage };
  /** Require or exempt one user, whatever the policy says. */
  'PUT /v1/users/{id}/requirement': { parts: { path: { id: string }; body: SetRequirement }; answer: User };
  /** Take every factor of a user away at once. */
  'POST /v1/users/{id}/disable': { parts: { path: { id: string }; body: DisableUser }; answer: void };
  /** Forget the failed checks of a user. */
  'POST /v1/users/{id}/release': { parts: { path: { id: string }; body: ReleaseUser }; answer: void };
  /** Turn the second factor of a user on or off. */
  'POST /v1/users/{id}/second-factor': { parts: { path: { id: string }; body: SwitchSecondFactor }; answer: Mfa };
  /** List the factors of a user. */
  'GET /v1/users/{id}/factors': { parts: { path: { id: string } }; answer: FactorList };
  /** Begin a factor of a user. */
  'POST /v1/users/{id}/factors': { parts: { path: { id: string }; body: BeginFactor }; answer: BegunFactor };
  /** Confirm a factor by its first code. */
  'POST /v1/users/{id}/factors/{fid}/confirm': { parts: { path: { id: string; fid: string }; body: ConfirmFactor }; answer: ConfirmedFactor };
  /** Rename a factor. */
  'PATCH /v1/users/{id}/factors/{fid}': { parts: { path: { id: string; fid: string }; body: RenameFactor }; answer: Factor };
  /** Remove a factor. */
  'DELETE /v1/users/{id}/factors/{fid}': { parts: { path: { id: string; fid: string } }; answer: void };
  /** Make new recovery codes. */
  'POST /v1/users/{id}/recovery-codes': { parts: { path: { id: string } }; answer: NewRecoveryCodes };
  /** Check a recovery code without a challenge. */
  'POST /v1/users/{id}/recovery-codes/check': { parts: { path: { id: string }; body: CheckRecoveryCode }; answer: CheckedRecoveryCode };
  /** Check the app password that a program sent. */
  'POST /v1/users/{id}/app-passwords/check': { parts: { path: { id: string }; body: CheckAppPassword }; answer: CheckedAppPassword };
  /** Make an app password. */
  'POST /v1/users/{id}/app-passwords': { parts: { path: { id: string }; body: CreateAppPassword }; answer: NewAppPassword };
  /** List the app passwords of a user. */
  'GET /v1/users/{id}/app-passwords': { parts: { path: { id: string } }; answer: AppPasswordList };
  /** Revoke an app password. */
  'DELETE /v1/users/{id}/app-passwords/{pid}': { parts: { path: { id: string; pid: string } }; answer: void };
  /** Trust the device on which the user has just signed in. */
  'POST /v1/users/{id}/trusted-devices': { parts: { path: { id: string }; body: TrustDevice }; answer: NewTrustedDevice };
  /** List the devices that need not answer a challenge. */
  'GET /v1/users/{id}/trusted-devices': { parts: { path: { id: string } }; answer: TrustedDeviceList };
  /** Trust a device no longer. */
  'DELETE /v1/users/{id}/trusted-devices/{did}': { parts: { path: { id: string; did: string } }; answer: void };
  /** Bring back a user who lost every factor. */
  'POST /v1/users/{id}/reset': { parts: { path: { id: string }; body: StartReset }; answer: Reset };
  /** Refuse the request of a user, or cancel a mailed link. */
  'POST /v1/users/{id}/reset/cancel': { parts: { path: { id: string }; body: CancelReset }; answer: Reset };
  /** List resets and the requests of users, newest first. */
  'GET /v1/resets': { parts: { query?: ResetQuery | undefined }; answer: ResetPage };
  /** Be told of events. */
  'POST /v1/webhooks': { parts: { body: CreateWebhook }; answer: NewWebhook };
  /** List the webhooks of the application. */
  'GET /v1/webhooks': { parts: { path?: undefined }; answer: WebhookList };
  /** Read a webhook. */
  'GET /v1/webhooks/{id}': { parts: { path: { id: string } }; answer: Webhook };
  /** Change a webhook, or switch it on or off. */
  'PATCH /v1/webhooks/{id}': { parts: { path: { id: string }; body: UpdateWebhook }; answer: Webhook };
  /** Delete a webhook, and all that it is owed. */
  'DELETE /v1/webhooks/{id}': { parts: { path: { id: string } }; answer: void };
  /** Make a new secret. */
  'POST /v1/webhooks/{id}/secret': { parts: { path: { id: string } }; answer: NewWebhook };
  /** Send a test event. */
  'POST /v1/webhooks/{id}/test': { parts: { path: { id: string } }; answer: WebhookMessage };
  /** See what was and is owed to a webhook. */
  'GET /v1/webhooks/{id}/messages': { parts: { path: { id: string }; query?: WebhookMessageQuery | undefined }; answer: WebhookMessagePage };
  /** Send all again that failed since a time. */
  'POST /v1/webhooks/{id}/replay': { parts: { path: { id: string }; body: ReplayWebhook }; answer: ReplayedWebhook };
  /** Send a message again. */
  'POST /v1/webhooks/{id}/messages/{mid}/replay': { parts: { path: { id: string; mid: string } }; answer: WebhookMessage };
  /** Make a link to a hosted page for a user. */
  'POST /v1/page-sessions': { parts: { body: CreatePageSession }; answer: PageSession };
  /** What happened on a hosted page. */
  'GET /v1/page-sessions/{id}/result': { parts: { path: { id: string } }; answer: PageResult };
  /** Let time pass for the pending challenges of a test application. */
  'POST /v1/test/clock': { parts: { body: MoveClock }; answer: MovedClock };
}
