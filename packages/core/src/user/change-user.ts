import type { Context } from '../context.js';
import { unavailable } from '../errors.js';
import { withNews } from '../notice/user-news.js';
import type { UserNews, UserRecord } from '../user-records.js';
import { userNotFound } from './require-user.js';

/** More tries than parallel requests that a limit lets through for one user. */
const mostTries = 200;

/** The fields that change; undefined when the stored user already says it all. */
export interface UserDecision<Result> {
  readonly change: Partial<Omit<UserRecord, 'id' | 'version' | 'applicationId' | 'createdAt'>> | undefined;
  readonly result: Result;
  /** What is to be told of the change: kept with it until `tellNews` has told it. */
  readonly news?: UserNews | undefined;
}

export interface ChangedUser<Result> {
  readonly user: UserRecord;
  readonly result: Result;
}

/**
 * One compare-and-set of a user: reads, decides, writes, and begins again when somebody else was faster, so that the
 * decision always stands on what is stored. A user that was read just now is `known`, and read again only after a lost race.
 * `decide` may run several times and may throw. Throws `not_found`.
 */
export async function changeUser<Result>(
  context: Pick<Context, 'store' | 'now'>,
  userId: string,
  decide: (user: UserRecord) => UserDecision<Result>,
  known?: UserRecord,
): Promise<ChangedUser<Result>> {
  const { users } = context.store;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const user = (tries === 0 && known) || (await users.get(userId));
    if (!user) throw userNotFound();
    const { change, result, news } = decide(user);
    if (!change) return { user, result };
    const told = news ? withNews(user, news) : {};
    const next: UserRecord = { ...user, ...change, ...told, version: user.version + 1, updatedAt: context.now() };
    if ((await users.replace(next, user.version)) === 'replaced') return { user: next, result };
  }
  throw unavailable('store', 'Too many changes of this user at once');
}
