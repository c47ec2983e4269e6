import type { Context } from '../context.js';
import { newsGraceMilliseconds, tellNews } from './tell-news.js';

const mostUsers = 200;

/**
 * Tells what a process that died, or a store that was away, left untold. Gives the number of users. Throws `unavailable` when the
 * store cannot be asked.
 */
export async function tellWaitingNews(context: Context): Promise<number> {
  const waiting = { newsSince: { below: context.now() - newsGraceMilliseconds } };
  const users = await context.store.users.page(waiting, { limit: mostUsers });
  for (const { id } of users) await tellNews(context, id);
  return users.length;
}
