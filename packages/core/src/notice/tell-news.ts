import { parseAddress } from '../address/parse-address.js';
import { isConsoleApplication } from '../admin/console-application.js';
import { mailAddressOf } from '../admin/notice/admin-address.js';
import type { Context } from '../context.js';
import { changeUser } from '../user/change-user.js';
import { openExternalId } from '../user/user-profile.js';
import type { UserNews, UserRecord } from '../user-records.js';
import { oweWebhookMessages } from '../webhook/owe-webhook-messages.js';
import { typeOfUserEvent } from '../webhook/webhook-events.js';
import { sendNotice } from './send-notice.js';
import { newsSeal, withoutNews } from './user-news.js';

const minuteMilliseconds = 60_000;
/** Whoever changed the user is still about to tell of it, or to do what it tells of. */
export const newsGraceMilliseconds = minuteMilliseconds;
/** What cannot be told for a day is given up: it stands in the audit log. */
const newsLifeMilliseconds = 24 * 60 * minuteMilliseconds;

async function oweApplication(context: Context, user: UserRecord, { id, kind, subject, at }: UserNews): Promise<void> {
  const data = { user: openExternalId(context.settings.current().keyring, user), name: subject };
  const { applicationId, id: userId } = user;
  await oweWebhookMessages(context, [{ applicationId, userId, type: typeOfUserEvent(kind), key: id, at, data }]);
}

/** An admin is a user of the console, and has one address, which is that of the admin. */
async function adminAddresses({ store, settings }: Context, user: UserRecord): Promise<readonly string[]> {
  const admin = await store.admins.get(openExternalId(settings.current().keyring, user));
  const address = admin && mailAddressOf({ settings }, admin);
  return address ? [address.canonical] : [];
}

async function addressesOf(context: Context, user: UserRecord, news: UserNews): Promise<readonly string[]> {
  const { id: userId, applicationId } = user;
  if (isConsoleApplication(applicationId)) return await adminAddresses(context, user);
  const { keyring } = context.settings.current();
  return JSON.parse(keyring.unseal(applicationId, newsSeal(userId, news.id), news.mailSealed)) as string[];
}

async function mailUser(context: Context, user: UserRecord, news: UserNews): Promise<void> {
  const { id, kind, subject, at } = news;
  const { applicationId, locale } = user;
  for (const address of await addressesOf(context, user, news)) {
    const parsed = parseAddress('email', address);
    if (!parsed.ok) continue;
    const facts = { kind, subject, at };
    await sendNotice(context, { key: `${id}:${address}`, applicationId, to: parsed.address, locale, facts });
  }
}

/** Neither waits for the other; both may be repeated. */
async function tellBoth(context: Context, user: UserRecord, news: UserNews): Promise<boolean> {
  const tellings = [
    ['A webhook could not be told of a change', oweApplication(context, user, news)],
    ['A user could not be told of a change', mailUser(context, user, news)],
  ] as const;
  const told = tellings.map(async ([words, telling]) => {
    try {
      await telling;
      return true;
    } catch (error) {
      context.warn(words, { userId: user.id, kind: news.kind, error });
      return false;
    }
  });
  return (await Promise.all(told)).every(Boolean);
}

/** Whether it need not be kept any longer. */
async function tell(context: Context, user: UserRecord, news: UserNews): Promise<boolean> {
  const age = context.now() - news.at;
  const { appPasswordId } = news;
  const isTrue = appPasswordId === null || (await context.store.appPasswords.get(appPasswordId)) !== undefined;
  // What it tells of was never done.
  if (!isTrue) return age >= newsGraceMilliseconds;
  return (await tellBoth(context, user, news)) || age >= newsLifeMilliseconds;
}

/**
 * Tells a user by mail, and the application by webhook, all that happened to the user and was not told yet. At least once, and
 * what was told is not told again by a repetition. Never throws: what it tells of has happened, and is told later by a worker.
 */
export async function tellNews(context: Context, userId: string): Promise<void> {
  try {
    const user = await context.store.users.get(userId);
    const told = new Set<string>();
    for (const news of user?.news ?? []) {
      if (user && (await tell(context, user, news))) told.add(news.id);
    }
    if (told.size === 0) return;
    await changeUser(context, userId, (stored) => ({ change: withoutNews(stored, told), result: undefined }));
  } catch (error) {
    context.warn('News of a user wait until the store is back', { userId, error });
  }
}
