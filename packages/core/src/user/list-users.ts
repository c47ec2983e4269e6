import { identityHash } from '../address/address-place.js';
import { parseAddress } from '../address/parse-address.js';
import type { Context } from '../context.js';
import { invalidField } from '../errors.js';
import { readCursor, writeCursor } from '../history/history-cursor.js';
import type { Condition, Where } from '../store-port.js';
import type { UserRecord } from '../user-records.js';
import { isUserRecordId, userRecordId } from './user-id.js';
import type { ListUsersInput, UserView } from './user-schemas.js';
import { viewUser } from './user-view.js';

interface FoundUsers {
  readonly users: readonly UserRecord[];
  readonly nextCursor: string | null;
}

function addressCondition(
  context: Context,
  owners: readonly string[],
  field: 'email' | 'phone',
  raw: string,
): Condition {
  const parsed = parseAddress(field === 'email' ? 'email' : 'sms', raw);
  if (!parsed.ok) throw invalidField(field, parsed.reason);
  const { keyring } = context.settings.current();
  return { in: owners.map((owner) => identityHash(keyring, owner, parsed.address.identity)) };
}

/** Hashes differ per application, so a search over all of them looks for one in each. */
function userFilter(context: Context, owner: string | null, input: ListUsersInput): Where<UserRecord> {
  const { keyring, applications } = context.settings.current();
  const owners = owner === null ? [...applications.keys()] : [owner];
  const { type, id, email, phone } = input;
  return {
    ...(owner === null ? {} : { applicationId: { equals: owner } }),
    ...(type === undefined ? {} : { type: { equals: type } }),
    ...(id === undefined ? {} : { id: { in: owners.map((one) => userRecordId(keyring, one, id)) } }),
    ...(email === undefined ? {} : { emailHash: addressCondition(context, owners, 'email', email) }),
    ...(phone === undefined ? {} : { phoneHash: addressCondition(context, owners, 'phone', phone) }),
  };
}

/** The users of one application, or of all. Throws `invalid_request` for an address or a cursor that is none. */
export async function findUsers(context: Context, owner: string | null, input: ListUsersInput): Promise<FoundUsers> {
  const where = userFilter(context, owner, input);
  const before = input.cursor === undefined ? {} : { before: readCursor(input.cursor, isUserRecordId) };
  // One more than asked for tells whether there is another page.
  const found = await context.store.users.page(where, { limit: input.limit + 1, ...before });
  const users = found.slice(0, input.limit);
  const last = found.length > users.length ? users.at(-1) : undefined;
  return { users, nextCursor: last ? writeCursor(last) : null };
}

export interface UserPage<View> {
  readonly users: readonly View[];
  readonly nextCursor: string | null;
}

export interface ListUsers {
  readonly applicationId: string;
  readonly input: ListUsersInput;
}

/** The users of one application, newest first. Throws `invalid_request` for an address or a cursor that is none. */
export async function listUsers(context: Context, { applicationId, input }: ListUsers): Promise<UserPage<UserView>> {
  const { users, nextCursor } = await findUsers(context, applicationId, input);
  const { keyring } = context.settings.current();
  return { users: users.map((user) => viewUser(keyring, user, { masked: true })), nextCursor };
}
