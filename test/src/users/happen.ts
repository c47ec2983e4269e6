import type { Context } from '@otpost/core/context';
import { tellNews } from '@otpost/core/notice/tell-news';
import { newsOf, type UserEvent } from '@otpost/core/notice/user-news';
import { changeUser } from '@otpost/core/user/change-user';

/** Something happens to a user, and the process dies before it tells of it. */
export async function happenUntold(context: Context, userId: string, event: UserEvent): Promise<void> {
  await changeUser(context, userId, (user) => ({
    change: {},
    result: undefined,
    news: newsOf(context, user, event),
  }));
}

export async function happen(context: Context, userId: string, event: UserEvent): Promise<void> {
  await happenUntold(context, userId, event);
  await tellNews(context, userId);
}
