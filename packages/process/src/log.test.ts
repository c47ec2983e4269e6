import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { Logger } from 'pino';
import { createLogger } from './log.js';

/** What was logged, as text and as objects. */
function logged(log: (logger: Logger) => void): { text: string; lines: Record<string, unknown>[] } {
  let text = '';
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  log(createLogger({ level: 'info', name: 'api', destination }));
  const lines = text.split('\n').filter((line) => line !== '');
  return { text, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('a line is one JSON object with level, name, message, fields and the time in UTC', () => {
  const { lines } = logged((logger) => logger.child({ requestId: 'r-1' }).info({ status: 201 }, 'created'));
  expect(lines).toEqual([
    expect.objectContaining({ level: 'info', name: 'api', msg: 'created', requestId: 'r-1', status: 201 }),
  ]);
  expect(lines[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('levels below the chosen one are not written', () => {
  expect(logged((logger) => logger.debug('quiet')).text).toBe('');
});

describe('secrets', () => {
  const secret = 'kept-482913';
  test.each(
    (
      'authorization Authorization proxy-authorization cookie set-cookie code codes to password smtpPassword secret ' +
      'secretAccessKey accessKey apiKey x-api-key authToken token configSealed sealed addressSealed email phone address ' +
      'variables masterKeys wrapped body text html subject recipient key'
    ).split(' '),
  )('a value under %s is redacted at the top, inside, and in a child', (key) => {
    const { text, lines } = logged((logger) => {
      logger.info({ [key]: secret }, 'top');
      logger.info({ request: { headers: [{ [key]: secret }] } }, 'inside');
      logger.info({ [key]: { deep: secret } }, 'object');
      logger.child({ [key]: secret }).info('child');
    });
    expect(lines).toHaveLength(4);
    expect(text).not.toContain(secret);
  });

  test('credentials in URLs, email addresses and phone numbers are taken out of every text', () => {
    const texts = ['mongodb://user:word1@host/db', 'to anna.lee+x@mail.example.org now', 'RCPT TO:<+14155550123>'];
    const { text } = logged((logger) => {
      for (const sentence of texts) {
        logger.info(sentence);
        logger.info({ detail: sentence });
        logger.error(new Error(sentence));
        logger.error({ err: new Error('outer', { cause: new Error(sentence) }) }, 'failed');
        logger.info('%s', sentence);
      }
    });
    for (const leak of ['word1', 'anna.lee', 'mail.example', '4155550123']) expect(text).not.toContain(leak);
    expect(text).toContain('mongodb://[redacted]@host/db');
  });

  test('masked addresses stay as they are', () => {
    const { lines } = logged((logger) => logger.info({ addressMasked: '+1415***0123' }, 'a***@d***.com'));
    expect(lines[0]).toMatchObject({ addressMasked: '+1415***0123', msg: 'a***@d***.com' });
  });
});

describe('forged text', () => {
  test('a line break and ANSI make no second line and move no cursor, even after the JSON is decoded', () => {
    const userAgent = '\u001b[2J\n{"level":"info","msg":"forged"}\r\u009b31m\u007f';
    const { lines } = logged((logger) => logger.info({ userAgent }, userAgent));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.msg).toBe('\\u001b[2J\\u000a{"level":"info","msg":"forged"}\\u000d\\u009b31m\\u007f');
    expect(lines[0]?.userAgent).toBe(lines[0]?.msg);
  });

  test('characters that turn or hide text are shown as their code', () => {
    const { lines } = logged((logger) => logger.info({ brand: 'a\u202eb\u200bc\u2066d\u2028e' }, 'x'));
    expect(lines[0]?.brand).toBe('a\\u202eb\\u200bc\\u2066d\\u2028e');
  });

  test('a key is text too', () => {
    expect(logged((logger) => logger.info({ 'a\u202eb': 1 }, 'x')).lines[0]).toHaveProperty('a\\u202eb', 1);
  });
});

describe('errors', () => {
  test('keep type, message, code, cause and stack, and lose what a driver hung on them', () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const error = Object.assign(new TypeError('no answer', { cause }), {
      command: { name: 'EVALSHA', args: ['482913'] },
      keyValue: { addressHash: 'abc' },
    });
    const { text, lines } = logged((logger) => logger.error(error));
    expect(lines[0]).toMatchObject({
      msg: 'no answer',
      err: { type: 'TypeError', message: 'no answer', cause: { message: 'refused', errorCode: 'ECONNREFUSED' } },
    });
    expect(text).toContain('log.test');
    expect(text).not.toContain('482913');
    expect(text).not.toContain('addressHash');
  });

  test('an error beside a message keeps both', () => {
    const { lines } = logged((logger) => logger.error({ err: new Error('inner') }, 'outer'));
    expect(lines[0]).toMatchObject({ msg: 'outer', err: { message: 'inner' } });
  });
});

test('no value breaks the logger or grows without bound', () => {
  const circle: Record<string, unknown> = { big: 1n, bytes: Buffer.alloc(99), when: new Date(Number.NaN), none: null };
  circle.self = circle;
  const { text, lines } = logged((logger) => logger.info({ circle, long: 'x'.repeat(1_000_000) }, 'odd'));
  expect(lines).toHaveLength(1);
  expect(text.length).toBeLessThan(20_000);
});
