import type { Address } from '../address/address.js';
import { isConsoleApplication } from '../admin/console-application.js';
import { mailAddressOf } from '../admin/notice/admin-address.js';
import type { Context } from '../context.js';
import { newId } from '../ids.js';
import { openExternalId } from '../user/user-profile.js';
import type { UserRecord } from '../user-records.js';
import { oweWebhookMessages } from '../webhook/owe-webhook-messages.js';
import { typeOfUserEvent } from '../webhook/webhook-events.js';
import { mailAddressesOf } from './addresses-of.js';
import type { UserEventKind } from './notice-facts.js';
import { sendNotice } from './send-notice.js';

export interface UserEvent {
  readonly kind: UserEventKind;
  /** Name of the factor or app password that it is about. */
  readonly factor?: string;
  /** One more address, such as the one that was changed. */
  readonly to?: string;
}

/** The application hears of it as well, where it listens. */
async function oweApplication(context: Context, user: UserRecord, { kind, factor }: UserEvent): Promise<void> {
  const { settings, randomBytes } = context;
  const data = { user: openExternalId(settings.current().keyring, user), name: factor ?? null };
  const { applicationId, id: userId } = user;
  const key = newId('evt', randomBytes);
  await oweWebhookMessages(context, [
    { applicationId, userId, type: typeOfUserEvent(kind), key, at: context.now(), data },
  ]);
}

/** An admin is a user of the console, and has one address, which is that of the admin. */
async function adminAddresses(context: Context, user: UserRecord): Promise<Address[]> {
  const admin = await context.store.admins.get(openExternalId(context.settings.current().keyring, user));
  const address = admin && mailAddressOf(context, admin);
  return address ? [address] : [];
}

async function mailUser(context: Context, user: UserRecord, { kind, factor, to: former }: UserEvent): Promise<void> {
  const facts = { kind, subject: factor ?? null, at: context.now() };
  const { applicationId, locale } = user;
  const own = isConsoleApplication(applicationId);
  for (const to of own ? await adminAddresses(context, user) : mailAddressesOf(context, user, former)) {
    await sendNotice(context, { applicationId, to, locale, facts });
  }
}

/**
 * Tells a user by mail, at every verified address, what happened to their second factors (NIST SP 800-63B-4 section 4.6,
 * ASVS 6.3.7), and the application by webhook: neither waits for the other. Give it the user as before the change where the
 * change takes addresses away. Never throws: what it tells of has happened.
 */
export async function tellUser(context: Context, user: UserRecord, event: UserEvent): Promise<void> {
  const told = { userId: user.id, kind: event.kind };
  const tellings = [
    ['A webhook could not be told of a change', oweApplication(context, user, event)],
    ['A user could not be told of a change', mailUser(context, user, event)],
  ] as const;
  await Promise.all(
    tellings.map(([words, telling]) => telling.catch((error: unknown) => context.warn(words, { ...told, error }))),
  );
}
