import { describe, expect, test } from '@jest/globals';
import { HOTP, Secret } from 'otpauth';
import { judgeTotp, newTotpSecret, type TotpQuestion, totpUri } from './totp-code.js';

const seed = (bytes: number) => Buffer.from('1234567890'.repeat(7).slice(0, bytes));
const base32 = (bytes: Buffer) => new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;

function question(fields: Partial<TotpQuestion> = {}): TotpQuestion {
  return {
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    secret: base32(seed(20)),
    lastStep: -1,
    window: 1,
    code: '',
    now: 59_000,
    ...fields,
  };
}

test('RFC 4226 appendix D: the ten values', () => {
  const secret = Secret.fromBase32(base32(seed(20)));
  const values = Array.from({ length: 10 }, (_, counter) => new HOTP({ secret }).generate({ counter }));
  expect(values).toEqual('755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' '));
});

describe('RFC 6238 appendix B', () => {
  const rows: [seconds: number, sha1: string, sha256: string, sha512: string][] = [
    [59, '94287082', '46119246', '90693936'],
    [1_111_111_109, '07081804', '68084774', '25091201'],
    [1_111_111_111, '14050471', '67062674', '99943326'],
    [1_234_567_890, '89005924', '91819424', '93441116'],
    [2_000_000_000, '69279037', '90698825', '38618901'],
    [20_000_000_000, '65353130', '77737706', '47863826'],
  ];
  const seeds = { SHA1: 20, SHA256: 32, SHA512: 64 } as const;
  for (const [seconds, ...codes] of rows) {
    for (const [place, algorithm] of (['SHA1', 'SHA256', 'SHA512'] as const).entries()) {
      test(`${algorithm} at ${seconds}`, () => {
        const secret = base32(seed(seeds[algorithm]));
        const asked = question({ algorithm, digits: 8, secret, code: codes[place] ?? '', now: seconds * 1000 });
        expect(judgeTotp(asked)).toEqual({ kind: 'right', step: Math.floor(seconds / 30) });
      });
    }
  }
});

describe('the window', () => {
  // Step 100 begins at 3,000 s; its code by our own generator, judged at other times.
  const codeOfStep = (step: number) =>
    new HOTP({ secret: Secret.fromBase32(base32(seed(20))) }).generate({ counter: step });
  const at = (seconds: number, fields: Partial<TotpQuestion> = {}) =>
    judgeTotp(question({ code: codeOfStep(100), now: seconds * 1000, ...fields }));

  test.each([
    [2_970, 'right'],
    [2_969, 'clock_off'],
    [3_000, 'right'],
    [3_029.999, 'right'],
    [3_059.999, 'right'],
    [3_060, 'clock_off'],
  ])('at %d s the code of 3,000 to 3,030 s is %s', (seconds, kind) => {
    expect(at(seconds).kind).toBe(kind);
  });

  test('of 0 takes the current step alone, and the next one is wrong, not a clock that is off', () => {
    expect(at(3_010, { window: 0 }).kind).toBe('right');
    expect(at(3_031, { window: 0 }).kind).toBe('wrong');
  });

  test('a clock that is off is told by how much, up to ten steps', () => {
    expect(at(2_700)).toEqual({ kind: 'clock_off', seconds: 300 });
    expect(at(3_300)).toEqual({ kind: 'clock_off', seconds: -300 });
    expect(at(3_330)).toEqual({ kind: 'wrong' });
  });

  test('a step that was accepted, or an older one, is not accepted again', () => {
    expect(at(3_000, { lastStep: 100 })).toEqual({ kind: 'already_used' });
    expect(at(3_030, { lastStep: 101 })).toEqual({ kind: 'already_used' });
    expect(at(3_000, { lastStep: 99 })).toEqual({ kind: 'right', step: 100 });
  });

  test.each(['', '12345', '1234567', '１２３４５６', 'éééééé', '12345a', ' 12345', '-12345'])(
    '%j is wrong, never an error',
    (code) => {
      expect(judgeTotp(question({ code }))).toEqual({ kind: 'wrong' });
    },
  );
});

describe('a secret', () => {
  test('is 160 bits in 32 characters', () => {
    expect(newTotpSecret((length) => new Uint8Array(length).fill(255))).toBe('7'.repeat(32));
  });

  test.each([
    ['ACME Co', 'a@b.example', 'ACME%20Co:a%40b.example', 'ACME%20Co'],
    ['a:b', 'x:y', 'a%20b:x%20y', 'a%20b'],
    ['100 % & more+', 'ü', '100%20%25%20%26%20more%2B:%C3%BC', '100%20%25%20%26%20more%2B'],
    ['شركة', '😀', '%D8%B4%D8%B1%D9%83%D8%A9:%F0%9F%98%80', '%D8%B4%D8%B1%D9%83%D8%A9'],
  ])('of %s and %s has a URI that parses back', (issuer, account, label, encoded) => {
    const uri = totpUri({ secret: 'ABC', issuer, account, algorithm: 'SHA1', digits: 6, period: 30 });
    expect(uri).toBe(`otpauth://totp/${label}?secret=ABC&issuer=${encoded}&algorithm=SHA1&digits=6&period=30`);
    expect(new URL(uri).searchParams.get('issuer')).toBe(issuer.replaceAll(':', ' '));
  });
});
