import type { Context } from '../context.js';
import { newId } from '../ids.js';
import type { UserNews, UserRecord } from '../user-records.js';
import { mailAddressesOf } from './addresses-of.js';
import type { UserEventKind } from './notice-facts.js';

export interface UserEvent {
  readonly kind: UserEventKind;
  /** Name of the factor or app password that it is about. */
  readonly factor?: string;
  /** One more address, such as the one that was changed. */
  readonly to?: string;
  /** Of the app password that must stand before it is told. */
  readonly appPasswordId?: string;
}

export function newsSeal(userId: string, newsId: string): string {
  return `user:${userId}:news:${newsId}`;
}

/**
 * What is to be told of a change, for the compare-and-set that makes it. Give it the user as before the change where the
 * change takes addresses away: all verified ones are told (NIST SP 800-63B-4 section 4.6, ASVS 6.3.7).
 */
export function newsOf(context: Context, user: UserRecord, event: UserEvent): UserNews {
  const { kind, factor = null, to, appPasswordId = null } = event;
  const id = newId('evt', context.randomBytes);
  const addresses = mailAddressesOf(context, user, to).map(({ canonical }) => canonical);
  const { keyring } = context.settings.current();
  const mailSealed = keyring.seal(user.applicationId, newsSeal(user.id, id), JSON.stringify(addresses));
  return { id, kind, subject: factor, at: context.now(), mailSealed, appPasswordId };
}

type News = Pick<UserRecord, 'news' | 'newsSince'>;

function kept(news: readonly UserNews[]): News {
  return news.length === 0
    ? { news: null, newsSince: null }
    : { news, newsSince: Math.min(...news.map(({ at }) => at)) };
}

export function withNews({ news }: News, more: UserNews): News {
  return kept([...(news ?? []), more]);
}

export function withoutNews({ news }: News, told: ReadonlySet<string>): News {
  return kept((news ?? []).filter(({ id }) => !told.has(id)));
}
