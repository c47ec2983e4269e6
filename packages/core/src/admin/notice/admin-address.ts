import type { Address } from '../../address/address.js';
import { parseAddress } from '../../address/parse-address.js';
import type { MessageMaking } from '../../delivery/owe-message.js';
import { providersFor } from '../../settings/settings-snapshot.js';
import { openAdminEmail } from '../account/admin-email.js';
import type { AdminRecord } from '../admin-records.js';
import { consoleApplicationId } from '../console-application.js';

/** Whether something sends mail to admins. `but` is left out: what a mail would tell of should not be what carries it. */
export function mailsAdmins({ settings }: Pick<MessageMaking, 'settings'>, but?: string): boolean {
  return providersFor(settings.current(), 'email', consoleApplicationId, null).some(({ id }) => id !== but);
}

/** Undefined where no mail can be sent: then the console says the same. */
export function mailAddressOf(
  context: Pick<MessageMaking, 'settings'>,
  admin: AdminRecord,
  but?: string,
): Address | undefined {
  if (!mailsAdmins(context, but)) return undefined;
  const parsed = parseAddress('email', openAdminEmail(context.settings.current().keyring, admin));
  return parsed.ok ? parsed.address : undefined;
}
