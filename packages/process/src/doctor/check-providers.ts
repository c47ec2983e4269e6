import { storeAnswerMilliseconds, within } from '../deadline.js';
import { bad, type Finding, good, reasonOf } from './finding.js';

/** Whether anything can be sent at all. `countEnabled` counts the enabled providers in the store. */
export async function checkProviders(countEnabled: () => Promise<number>): Promise<Finding> {
  try {
    const count = await within(storeAnswerMilliseconds, countEnabled());
    if (count > 0) return good('providers', `${count} enabled`);
    return bad(
      'providers',
      'No provider is enabled: no code can be delivered',
      'Add one by POST /admin/v1/providers, and send a test message',
    );
  } catch (error) {
    const what = `The providers cannot be counted: ${reasonOf(error)}`;
    return bad('providers', what, 'Mend what the other checks name; when they name nothing, run ./otpost migrate');
  }
}
