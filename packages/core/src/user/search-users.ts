import { identityHash } from '../address/address-place.js';
import { parseEmail } from '../address/parse-email.js';
import { parsePhone } from '../address/parse-phone.js';
import type { Context } from '../context.js';
import { requireApplication } from '../settings/require-application.js';
import type { Where } from '../store-port.js';
import type { UserRecord } from '../user-records.js';
import type { FoundUsersView, SearchUsersInput } from './admin-user-schemas.js';
import { viewUsersForAdmin } from './admin-user-view.js';
import { externalUserIdSchema, isUserRecordId, userRecordId } from './user-id.js';

/** One address may belong to many users; more than this is no answer for a person. */
const mostFound = 50;

type FoundBy = FoundUsersView['users'][number]['foundBy'];

/** Hashes differ per application, so a search over all of them looks for one in each. */
function searches(context: Context, owners: readonly string[], text: string): [FoundBy, Where<UserRecord>][] {
  const { keyring } = context.settings.current();
  const inEach = (hashOf: (owner: string) => string) => ({ in: owners.map(hashOf) });
  const email = parseEmail(text);
  const phone = parsePhone(text);
  const ofIdentity = (identity: string) => inEach((owner) => identityHash(keyring, owner, identity));
  return [
    ...(externalUserIdSchema.safeParse(text).success
      ? [['id', { id: inEach((owner) => userRecordId(keyring, owner, text)) }] as [FoundBy, Where<UserRecord>]]
      : []),
    ...(email.ok ? [['email', { emailHash: ofIdentity(email.address.identity) }] as [FoundBy, Where<UserRecord>]] : []),
    ...(phone.ok ? [['phone', { phoneHash: ofIdentity(phone.address.identity) }] as [FoundBy, Where<UserRecord>]] : []),
    ...(isUserRecordId(text) ? [['record', { id: { equals: text } }] as [FoundBy, Where<UserRecord>]] : []),
  ];
}

/** Users by whatever an admin has of them: everything is found whole only, since it is kept as keyed hashes. Throws `not_found`. */
export async function searchUsers(context: Context, { text, application }: SearchUsersInput): Promise<FoundUsersView> {
  const { applications } = context.settings.current();
  const owners = application === undefined ? [...applications.keys()] : [requireApplication(context, application).id];
  const found = new Map<string, { readonly user: UserRecord; readonly foundBy: FoundBy }>();
  for (const [foundBy, where] of searches(context, owners, text)) {
    const ofOwner = application === undefined ? where : { ...where, applicationId: { equals: application } };
    for (const user of await context.store.users.page(ofOwner, { limit: mostFound + 1 })) {
      if (!found.has(user.id)) found.set(user.id, { user, foundBy });
    }
  }
  const shown = [...found.values()].slice(0, mostFound);
  const views = await viewUsersForAdmin(
    context,
    shown.map(({ user }) => user),
  );
  const users = views.flatMap((view, index) => {
    const foundBy = shown[index]?.foundBy;
    return foundBy === undefined ? [] : [{ ...view, foundBy }];
  });
  return { users, more: found.size > mostFound };
}
