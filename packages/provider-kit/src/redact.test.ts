import { expect, test } from '@jest/globals';
import { holdsAny, redact, spellingsOf } from './redact.js';

test('forbidden strings go, whatever their case and wherever they stand', () => {
  const text = 'User Jane@Example.test sent 918273; jane%40example.test again 918273918273';
  expect(redact(text, ['918273', ...spellingsOf('jane@example.test')])).toBe('User … sent …; … again ……');
});

test('a phone number goes with and without its plus', () => {
  expect(redact('To +14155550123 (14155550123, %2B14155550123)', spellingsOf('+14155550123'))).toBe('To … (…, …)');
});

test('control, format and line characters become spaces', () => {
  expect(redact('a\r\nb\u0000c\u001b[31md\u202ee\u2028f\u200bg\ud800h', [])).toBe('a b c [31md e f g h');
});

test('200 characters stay', () => {
  expect(redact('x'.repeat(200), [])).toBe('x'.repeat(200));
  expect(redact('x'.repeat(201), [])).toBe(`${'x'.repeat(199)}…`);
});

test('a forbidden string is taken out before the text is cut, so that no half of it stays', () => {
  expect(redact(`${'x'.repeat(196)}918273`, ['918273'])).toBe(`${'x'.repeat(196)}…`);
});

test('an empty forbidden string takes nothing out, and signs of a pattern are only characters', () => {
  expect(redact('a.b', ['', '.*', '('])).toBe('a.b');
  expect(holdsAny('a.b', ['', '.*'])).toBe(false);
  expect(holdsAny('Key is SECRET', ['secret'])).toBe(true);
});
