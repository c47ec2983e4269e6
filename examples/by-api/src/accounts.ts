import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

interface StoredAccount extends Account {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const hashBytes = 32;

function store(account: Account, password: string): StoredAccount {
  const salt = randomBytes(16);
  return { ...account, salt, hash: scryptSync(password, salt, hashBytes) };
}

/** A site of your own has a database here. */
const accounts: readonly StoredAccount[] = [
  store({ id: 'ada', name: 'Ada', email: 'ada@example.com' }, 'correct horse battery staple'),
];

const nobody = store({ id: '', name: '', email: '' }, '');

/** Undefined for a wrong name as for a wrong password, after the same work. */
export function signInByPassword(id: string, password: string): Account | undefined {
  const account = accounts.find((one) => one.id === id) ?? nobody;
  const isRight = timingSafeEqual(scryptSync(password, account.salt, hashBytes), account.hash);
  return isRight && account !== nobody ? { id: account.id, name: account.name, email: account.email } : undefined;
}
