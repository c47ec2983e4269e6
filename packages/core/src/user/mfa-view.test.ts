import { describe, expect, test } from '@jest/globals';
import { policySchema } from '../policy/policy-schema.js';
import type { FactorRecord, RecoveryCodeSet, UserRecord } from '../user-records.js';
import { mfaViewSchema } from './mfa-schemas.js';
import { viewMfa } from './mfa-view.js';

const now = 1_800_000_000_000;
const policy = policySchema.parse({ requirement: 'required' });
const factor = (id: string, status: FactorRecord['status'], pendingUntil: number | null): FactorRecord =>
  ({
    id,
    type: 'totp',
    name: id,
    status,
    createdAt: 0,
    lastUsedAt: null,
    pendingUntil,
    secretSealed: 'x',
  }) as FactorRecord;
const codes = (left: number): RecoveryCodeSet => ({
  madeAt: 0,
  salt: 's',
  codes: Array.from({ length: 10 }, (_, place) => ({ hash: 'h', usedAt: place < left ? null : 1 })),
});
const user = (fields: Partial<UserRecord>): UserRecord =>
  ({
    type: 'person',
    attributes: {},
    createdAt: 0,
    requirement: 'inherit',
    factors: [],
    recoveryCodes: null,
    secondFactor: 'off',
    mustReplace: false,
    requiredSince: null,
    ...fields,
  }) as UserRecord;

describe('what an application is told of a user', () => {
  test('has the active factors and the pending ones that can still be confirmed, in order and without secrets', () => {
    const factors = [
      factor('later', 'pending', now + 1),
      factor('over', 'pending', now),
      factor('active', 'active', null),
    ];
    const view = mfaViewSchema.parse(viewMfa(policy, user({ factors }), now));
    expect(view.factors.map(({ id }) => id)).toEqual(['later', 'active']);
    expect(JSON.stringify(view)).not.toContain('secret');
  });

  test.each([
    [10, undefined],
    [3, undefined],
    [2, true],
    [0, true],
  ])('with %i recovery codes left, low is %s', (left, low) => {
    const view = viewMfa(policy, user({ recoveryCodes: codes(left) }), now);
    expect([view.recoveryCodesLeft, view.lowRecoveryCodes]).toEqual([left, low]);
  });

  test('warns of nothing where there never were recovery codes', () => {
    expect(viewMfa(policy, user({}), now)).not.toHaveProperty('lowRecoveryCodes');
  });
});
