import { randomBytes } from 'node:crypto';
import { factorSeals } from '@otpost/core/factor/factor-seals';
import { newTotpSecret } from '@otpost/core/factor/totp-code';
import { newId } from '@otpost/core/ids';
import type { Keyring } from '@otpost/core/keyring/keyring';
import type { Store } from '@otpost/core/store-port';
import { newUser } from '@otpost/core/user/new-user';
import type { TotpFactor, UserRecord } from '@otpost/core/user-records';

/** A user with an authenticator app. */
export interface BenchPerson {
  readonly externalId: string;
  /** Id of the user's record. */
  readonly id: string;
  /** Base32. */
  readonly secret: string;
}

export interface PeoplePlace {
  readonly store: Store;
  readonly applicationId: string;
  readonly keyring: Keyring;
}

const atOnce = 64;

function totpOf({ applicationId, keyring }: PeoplePlace, userId: string, secret: string, now: number): TotpFactor {
  const id = newId('fct', randomBytes);
  const life = { status: 'active', createdAt: now, confirmedAt: now, lastUsedAt: null, pendingUntil: null } as const;
  const secretSealed = keyring.seal(applicationId, factorSeals.secret(userId, id), secret);
  const parameters = { algorithm: 'SHA1', digits: 6, period: 30, lastStep: -1, weak: false } as const;
  return { id, type: 'totp', name: 'Phone', replaces: null, ...life, ...parameters, secretSealed };
}

async function add(place: PeoplePlace, number: number): Promise<BenchPerson> {
  const externalId = `bench-person-${number}`;
  const now = Date.now();
  const user = newUser(place.keyring, { applicationId: place.applicationId, externalId }, now);
  const secret = newTotpSecret(randomBytes);
  const whole: UserRecord = { ...user, factors: [totpOf(place, user.id, secret, now)], secondFactor: 'on' };
  await place.store.users.insert(whole);
  return { externalId, id: user.id, secret };
}

/** Users straight into the store, as set-up leaves them. */
export async function addPeople(place: PeoplePlace, count: number): Promise<BenchPerson[]> {
  const people: BenchPerson[] = [];
  for (let first = 0; first < count; first += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, count - first) }, (_, index) => first + index);
    people.push(...(await Promise.all(numbers.map((number) => add(place, number)))));
  }
  return people;
}
