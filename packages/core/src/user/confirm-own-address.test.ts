import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { openKeyring } from '../keyring/keyring.js';
import { masterKeys } from '../keyring/master-keys.js';
import { newKeyRecord } from '../keyring/new-key-record.js';
import type { AddressFactor, UserRecord } from '../user-records.js';
import { confirmOwnAddress } from './confirm-own-address.js';
import { newUser } from './new-user.js';
import { emptyProfile, openProfile, sealProfile } from './user-profile.js';

const master = masterKeys([{ id: 'test', bytes: randomBytes(32) }]);
const key = (id: string, purpose: 'application' | 'installation' | 'index', applicationId: string | null) =>
  newKeyRecord({ id, purpose, applicationId, masterKeys: master, randomBytes, at: 0 });
const records = [key('1', 'installation', null), key('2', 'index', null), key('3', 'application', 'app_1')];
const keyring = openKeyring(records, master, randomBytes, Date.now);

const factor = (id: string, addressHash: string): AddressFactor => ({
  id,
  type: 'email',
  name: id,
  status: 'active',
  createdAt: 0,
  confirmedAt: 0,
  lastUsedAt: null,
  pendingUntil: null,
  replaces: null,
  addressSealed: '',
  addressMasked: '',
  addressHash,
  challengeId: null,
});

/** The application vouched for `old` and then gave another address without vouching for it. */
function changedUser(): UserRecord {
  const user = newUser(keyring, { applicationId: 'app_1', externalId: 'anna' }, 0);
  const profile = { ...emptyProfile, email: 'new@example.com', emailFactorId: 'fct_old' };
  const factors = [factor('fct_old', 'old'), factor('fct_new', 'new'), factor('fct_other', 'other')];
  return { ...user, factors, emailHash: 'new', profileSealed: sealProfile(keyring, 'app_1', user.id, profile) };
}

test('confirming the changed address ends the factor of the address before', () => {
  const user = changedUser();
  const change = confirmOwnAddress(keyring, user, factor('fct_new', 'new'));
  expect(change?.factors.map(({ id }) => id)).toEqual(['fct_new', 'fct_other']);
  expect(openProfile(keyring, { ...user, ...change })).toMatchObject({ emailFactorId: null, emailVerified: false });
});

test('confirming any other address ends nothing', () => {
  const user = changedUser();
  expect(confirmOwnAddress(keyring, user, factor('fct_other', 'other'))).toBeUndefined();
  expect(confirmOwnAddress(keyring, { ...user, emailHash: 'old' }, factor('fct_old', 'old'))).toBeUndefined();
});
