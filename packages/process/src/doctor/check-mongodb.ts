import { storeAnswerMilliseconds, within } from '../deadline.js';
import { bad, type Finding, good, reasonOf } from './finding.js';
import { hideCredentials } from './hide-credentials.js';

/** Whether MongoDB answers. `ping` rejects when it does not. */
export async function checkMongodb(
  url: string,
  ping: () => Promise<void>,
  waitMilliseconds = storeAnswerMilliseconds,
): Promise<Finding> {
  const place = hideCredentials(url);
  try {
    await within(waitMilliseconds, ping());
    return good('mongodb', `MongoDB at ${place} answers`);
  } catch (error) {
    return bad(
      'mongodb',
      `MongoDB at ${place} does not answer: ${reasonOf(error)}`,
      'Start MongoDB, or correct OTPOST_MONGODB_URL (hosts, replicaSet, user and password); left out, SQLite is used',
    );
  }
}
