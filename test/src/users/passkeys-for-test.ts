import { randomBytes } from 'node:crypto';
import type { Context } from '@otpost/core/context';
import { beginPasskey } from '@otpost/core/factor/begin-passkey';
import { confirmPasskey } from '@otpost/core/factor/confirm-passkey';
import type { PasskeyRegistration } from '@otpost/core/factor/passkey-schemas';
import { newId } from '@otpost/core/ids';
import { changeUser } from '@otpost/core/user/change-user';
import type { FactorRecord, PasskeyFactor } from '@otpost/core/user-records';
import type { Person } from './make-person.js';

function applicationOf(context: Context, applicationId: string) {
  const application = context.settings.current().applications.get(applicationId);
  if (!application) throw new Error('There is no such application');
  return application;
}

async function changeFactors(
  context: Context,
  person: Person,
  change: (factors: readonly FactorRecord[]) => readonly FactorRecord[],
): Promise<void> {
  await changeUser(context, person.userId, ({ factors }) => ({ change: { factors: change(factors) }, result: null }));
}

/** Begins a passkey as `POST /v1/users/:id/factors` does. */
export async function begin(context: Context, person: Person) {
  const user = await person.stored();
  const application = applicationOf(context, user.applicationId);
  const id = newId('fct', randomBytes);
  const begun = beginPasskey(context, { user, application, id, name: 'Key', replaces: null });
  await changeFactors(context, person, (factors) => [...factors, begun.factor]);
  return begun;
}

/** Confirms it as `POST .../confirm` does. */
export async function confirm(
  context: Context,
  person: Person,
  factor: PasskeyFactor,
  response: PasskeyRegistration,
): Promise<void> {
  const user = await person.stored();
  const application = applicationOf(context, user.applicationId);
  const registered = await confirmPasskey(context, { user, application, factor, response });
  const active = {
    ...factor,
    ...registered,
    status: 'active',
    confirmedAt: context.now(),
    pendingUntil: null,
  } as const;
  await changeFactors(context, person, (factors) => factors.map((one) => (one.id === factor.id ? active : one)));
}
