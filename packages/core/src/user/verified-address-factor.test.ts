import { describe, expect, test } from '@jest/globals';
import type { AddressFactor, FactorRecord } from '../user-records.js';
import { applyAddressWord, type WordChange } from './verified-address-factor.js';

const email = (id: string, addressHash: string, status: 'active' | 'pending' = 'active'): AddressFactor => ({
  id,
  type: 'email',
  name: id,
  status,
  createdAt: 0,
  confirmedAt: null,
  lastUsedAt: null,
  pendingUntil: null,
  replaces: null,
  addressSealed: '',
  addressMasked: '',
  addressHash,
  challengeId: null,
});
const totp = { id: 'totp', type: 'totp', status: 'active' } as FactorRecord;
const none = { hash: null, verified: false };
const word = (hash: string, verified: boolean) => ({ hash, verified });

function apply(change: Partial<WordChange>) {
  const result = applyAddressWord({
    factors: [],
    type: 'email',
    vouchedFactorId: null,
    before: none,
    after: none,
    newFactor: () => email('new', change.after?.hash ?? ''),
    ...change,
  });
  return { ids: result.factors.map(({ id }) => id), vouched: result.vouchedFactorId, factors: result.factors };
}

describe('the word of the application for an address', () => {
  test('makes an active factor at once when it is verified', () => {
    expect(apply({ factors: [totp], after: word('a', true) })).toMatchObject({ ids: ['totp', 'new'], vouched: 'new' });
  });

  test('makes none when it is not', () => {
    expect(apply({ after: word('a', false) })).toMatchObject({ ids: [], vouched: null });
  });

  const old = { factors: [email('old', 'a'), totp], vouchedFactorId: 'old', before: word('a', true) };

  test('ends the old factor at once when the new address is verified, and takes its place in the order', () => {
    expect(apply({ ...old, after: word('b', true) })).toMatchObject({ ids: ['new', 'totp'], vouched: 'new' });
  });

  test('leaves the old factor in force while the new address is not verified, and ends it when it is', () => {
    const changed = apply({ ...old, after: word('b', false) });
    expect(changed).toMatchObject({ ids: ['old', 'totp'], vouched: 'old' });
    const { factors } = changed;
    const verified = apply({ factors, vouchedFactorId: 'old', before: word('b', false), after: word('b', true) });
    expect(verified).toMatchObject({ ids: ['new', 'totp'], vouched: 'new' });
  });

  test('said again changes nothing, and brings back no factor that was removed since', () => {
    const again = apply({ ...old, after: word('a', true) });
    expect(again.factors).toBe(old.factors);
    expect(apply({ ...old, factors: [totp], after: word('a', true) }).ids).toEqual(['totp']);
  });

  test.each([
    ['taken back', word('a', false)],
    ['taken away with the address', none],
  ])('%s ends the factor', (_name, after) => {
    expect(apply({ ...old, after })).toMatchObject({ ids: ['totp'], vouched: null });
  });

  test('keeps a factor that the user confirmed', () => {
    const own = { factors: [email('own', 'b')] };
    expect(apply({ ...own, before: word('b', false), after: word('b', true) })).toMatchObject({
      ids: ['own'],
      vouched: 'own',
    });
    expect(apply({ ...own, before: word('a', true), after: none }).ids).toEqual(['own']);
    const both = { factors: [email('old', 'a'), email('own', 'b')], vouchedFactorId: 'old' };
    expect(apply({ ...both, before: word('a', true), after: word('b', true) }).ids).toEqual(['own']);
  });

  test('settles a pending factor over the same address', () => {
    const pending = { factors: [email('waiting', 'b', 'pending')] };
    expect(apply({ ...pending, after: word('b', true) }).ids).toEqual(['new']);
  });

  test('touches no factor of another type', () => {
    const sms = { ...email('sms', 'a'), type: 'sms' } as FactorRecord;
    expect(apply({ factors: [sms], after: word('a', true) }).ids).toEqual(['sms', 'new']);
  });
});
