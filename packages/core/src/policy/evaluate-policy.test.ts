import { describe, expect, test } from '@jest/globals';
import type { FactorRecord, FactorType } from '../user-records.js';
import { type EvaluatedUser, evaluatePolicy, requiredSinceAt } from './evaluate-policy.js';
import { type Policy, policySchema } from './policy-schema.js';

const day = 86_400_000;
const now = Date.parse('2026-06-01T00:00:00Z');
const policy = (fields: unknown = {}): Policy => policySchema.parse(fields);
const rule = (name: string, when: object, requirement: string, enabled = true) => ({
  name,
  when,
  requirement,
  enabled,
});

const user = (fields: Partial<EvaluatedUser> = {}): EvaluatedUser => ({
  type: 'person',
  attributes: {},
  createdAt: now - 100 * day,
  requirement: 'inherit',
  factors: [],
  secondFactor: 'off',
  mustReplace: false,
  requiredSince: null,
  ...fields,
});
/** Only type and status decide. */
const factor = (type: FactorType, status: FactorRecord['status'] = 'active') => ({ type, status }) as FactorRecord;
const withFactor = { factors: [factor('totp')] };

describe('who decides', () => {
  const matching = rule('a rule', {}, 'required');
  test.each([
    ['the default, off', { requirement: 'off' }, {}, 'policy_off', false],
    ['the default, optional', {}, {}, 'policy_optional', false],
    ['the default, required', { requirement: 'required' }, {}, 'policy_required', true],
    ['a rule over the default', { requirement: 'off', rules: [matching] }, {}, 'rule_required', true],
    ['a rule that exempts', { requirement: 'required', rules: [rule('x', {}, 'off')] }, {}, 'rule_off', false],
    [
      'a rule that leaves it open',
      { requirement: 'required', rules: [rule('x', {}, 'optional')] },
      {},
      'rule_optional',
      false,
    ],
    ['an admin over a rule', { rules: [rule('x', {}, 'off')] }, { requirement: 'required' }, 'user_required', true],
    ['an admin who exempts', { rules: [matching] }, { requirement: 'exempt' }, 'user_exempt', false],
    ['the user, who turned it on', {}, { secondFactor: 'on', ...withFactor }, 'opted_in', true],
    [
      'the user, by a rule that leaves it open',
      { rules: [rule('x', {}, 'optional')] },
      { secondFactor: 'on', ...withFactor },
      'opted_in',
      true,
    ],
    ['not the user who has nothing to answer with', {}, { secondFactor: 'on' }, 'policy_optional', false],
    [
      'not the user where it is off',
      { requirement: 'off' },
      { secondFactor: 'on', ...withFactor },
      'policy_off',
      false,
    ],
    [
      'not the user who turned it off where it is required',
      { requirement: 'required' },
      withFactor,
      'policy_required',
      true,
    ],
  ] as const)('%s', (_name, settings, fields, reason, required) => {
    expect(evaluatePolicy(policy(settings), user(fields), now)).toMatchObject({ reason, required });
  });

  test('the explanation names the rule', () => {
    const { explanation } = evaluatePolicy(policy({ rules: [rule('New from LDAP', {}, 'required')] }), user(), now);
    expect(explanation).toMatch(/requires.*"New from LDAP"/);
  });
});

describe('a rule', () => {
  const applies = (when: object, fields: Partial<EvaluatedUser>): boolean =>
    evaluatePolicy(policy({ rules: [rule('r', when, 'required')] }), user(fields), now).required;
  const ldap = { source: 'ldap' };

  test.each([
    ['without a condition matches everybody', {}, {}, true],
    ['matches an equal attribute', { attributes: ldap }, { attributes: ldap }, true],
    ['tells upper case apart', { attributes: ldap }, { attributes: { source: 'LDAP' } }, false],
    ['tells true from "true"', { attributes: { sso: true } }, { attributes: { sso: 'true' } }, false],
    ['tells 1 from true', { attributes: { level: 1 } }, { attributes: { level: true } }, false],
    ['never matches a missing attribute', { attributes: { sso: false } }, {}, false],
    ['takes nothing from the prototype', { attributes: { toString: 'x' } }, {}, false],
    ['needs all its attributes', { attributes: { ...ldap, site: 'A' } }, { attributes: ldap }, false],
    ['matches beside other attributes', { attributes: ldap }, { attributes: { ...ldap, site: 'A' } }, true],
    ['matches the type', { type: 'service' }, { type: 'service' }, true],
    ['refuses another type', { type: 'service' }, {}, false],
    ['needs all its conditions', { attributes: ldap, type: 'service' }, { attributes: ldap }, false],
  ] as const)('%s', (_name, when, fields, expected) => {
    expect(applies(when, fields)).toBe(expected);
  });

  test('`createdAfter` takes in its own moment, `createdBefore` does not: two rules leave no gap', () => {
    const at = '2026-01-01T00:00:00Z';
    const moment = Date.parse(at);
    const matches = (when: object) => [moment - 1, moment, moment + 1].map((createdAt) => applies(when, { createdAt }));
    expect(matches({ createdAfter: at })).toEqual([false, true, true]);
    expect(matches({ createdBefore: at })).toEqual([true, false, false]);
    expect(matches({ createdAfter: at, createdBefore: '2026-01-01T00:00:00.001Z' })).toEqual([false, true, false]);
  });

  test('decides as the first that matches, and not while it is disabled', () => {
    const rules = [
      rule('disabled', {}, 'optional', false),
      rule('elsewhere', { attributes: ldap }, 'optional'),
      rule('first', {}, 'required'),
      rule('second', {}, 'off'),
    ];
    expect(evaluatePolicy(policy({ rules }), user(), now).explanation).toContain('"first"');
    expect(evaluatePolicy(policy({ rules: rules.toReversed() }), user(), now).reason).toBe('rule_off');
  });
});

describe('what must be done', () => {
  const required = policy({ requirement: 'required' });

  test.each([
    ['no factor', [], false],
    ['a pending factor', [factor('totp', 'pending')], false],
    ['an active factor', [factor('totp')], true],
    ['a pending one beside an active one', [factor('totp', 'pending'), factor('email')], true],
  ])('with %s', (_name, factors, enrolled) => {
    expect(evaluatePolicy(required, user({ factors }), now)).toMatchObject({ enrolled, mustEnrol: !enrolled });
  });

  test('a factor that the policy does not allow does not count', () => {
    const strong = policy({ requirement: 'required', factors: ['passkey', 'totp'] });
    const factors = [factor('sms'), factor('email')];
    const evaluation = evaluatePolicy(strong, user({ factors }), now);
    expect(evaluation).toMatchObject({ enrolled: false, mustEnrol: true, allowedFactors: ['passkey', 'totp'] });
  });

  test('who turned it on stays asked when the policy drops the factor', () => {
    const strong = policy({ factors: ['passkey'] });
    const evaluation = evaluatePolicy(strong, user({ secondFactor: 'on', ...withFactor }), now);
    expect(evaluation).toMatchObject({ reason: 'opted_in', required: true, mustEnrol: true });
  });

  test('nothing where nothing is required, whatever is stored', () => {
    for (const settings of [{ requirement: 'off' }, { rules: [rule('x', { attributes: { sso: true } }, 'off')] }]) {
      const fields = { attributes: { sso: true }, mustReplace: true, secondFactor: 'on', ...withFactor } as const;
      const evaluation = evaluatePolicy(policy({ ...settings, apiAccess: true, graceDays: 5 }), user(fields), now);
      const nothing = { required: false, mustEnrol: false, mustReplace: false, apiAccess: false, graceEndsAt: null };
      expect(evaluation).toMatchObject(nothing);
    }
  });

  test('a lost factor must be replaced', () => {
    const lost = user({ mustReplace: true, ...withFactor });
    expect(evaluatePolicy(required, lost, now).mustReplace).toBe(true);
    expect(evaluatePolicy(required, user(withFactor), now).mustReplace).toBe(false);
  });

  test('API access is asked for where the policy says so', () => {
    const both = policy({ requirement: 'required', apiAccess: true });
    expect(evaluatePolicy(both, user(), now).apiAccess).toBe(true);
    expect(evaluatePolicy(required, user(), now).apiAccess).toBe(false);
  });
});

describe('the grace period', () => {
  const graceful = policy({ requirement: 'required', graceDays: 3 });

  test.each([
    ['begins when the requirement is first seen', null, true],
    ['holds until its last millisecond', now - 3 * day + 1, true],
    ['ends with it', now - 3 * day, false],
    ['is long over', now - 300 * day, false],
  ])('%s', (_name, requiredSince, waits) => {
    const evaluation = evaluatePolicy(graceful, user({ requiredSince }), now);
    expect(evaluation).toMatchObject({ required: !waits, mustEnrol: !waits });
    expect(evaluation.reason).toBe(waits ? 'grace_period' : 'policy_required');
    expect(evaluation.graceEndsAt).toBe(waits ? (requiredSince ?? now) + 3 * day : null);
  });

  test('is not for who has a factor', () => {
    expect(evaluatePolicy(graceful, user(withFactor), now)).toMatchObject({ required: true, graceEndsAt: null });
  });

  test('is remembered from its first day, and forgotten when the requirement goes', () => {
    expect(requiredSinceAt(graceful, user(), now)).toBe(now);
    expect(requiredSinceAt(graceful, user({ requiredSince: 5 }), now)).toBe(5);
    expect(requiredSinceAt(policy(), user({ requiredSince: 5 }), now)).toBeNull();
    expect(requiredSinceAt(policy(), user({ requirement: 'required' }), now)).toBe(now);
  });
});

describe('a service account', () => {
  const service = (fields: Partial<EvaluatedUser> = {}) => user({ type: 'service', ...withFactor, ...fields });

  test('is never asked to enrol or replace, and no factor counts', () => {
    const evaluation = evaluatePolicy(policy({ requirement: 'required' }), service({ mustReplace: true }), now);
    const nothing = { enrolled: false, mustEnrol: false, mustReplace: false, allowedFactors: [] };
    expect(evaluation).toMatchObject({ required: true, reason: 'policy_required', ...nothing });
    expect(evaluation.explanation).toContain('app passwords');
  });

  test('cannot opt in', () => {
    expect(evaluatePolicy(policy(), service({ secondFactor: 'on' }), now)).toMatchObject({ required: false });
  });

  test('may be limited to app passwords', () => {
    expect(evaluatePolicy(policy(), service(), now).appPasswordsOnly).toBe(true);
    expect(evaluatePolicy(policy(), user(), now).appPasswordsOnly).toBe(false);
    expect(evaluatePolicy(policy({ serviceAppPasswordsOnly: false }), service(), now).appPasswordsOnly).toBe(false);
  });
});
