import { isUtf8 } from 'node:buffer';
import { invalidField } from '@otpost/core/errors';

const deepest = 8;
const usualKeys = 100;
/** Keys that a careless merge would write into a prototype (OWASP ASVS 15.3.6). */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);
/** With the flag u only an unpaired half matches. */
const loneSurrogate = /\p{Surrogate}/u;

const quote = 34;
const colon = 58;
const backslash = 92;

/** Members written in the text: the colons outside strings. A parser keeps fewer when a key stands twice. */
function countMembers(text: string): number {
  let members = 0;
  let inString = false;
  for (let place = 0; place < text.length; place += 1) {
    const character = text.charCodeAt(place);
    if (character === quote) inString = !inString;
    else if (inString && character === backslash) place += 1;
    else if (!inString && character === colon) members += 1;
  }
  return members;
}

function fieldName(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function checkText(field: string, text: string): void {
  if (loneSurrogate.test(text)) throw invalidField(field || 'body', 'holds half a character (a lone surrogate)');
}

/** Counts the keys in the value and refuses what no field may hold. */
function inspect(value: unknown, path: string, depth: number): number {
  if (typeof value === 'string') checkText(path, value);
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > deepest) throw invalidField('body', `must be at most ${deepest} levels deep`);
  let keys = 0;
  for (const [key, member] of Object.entries(value)) {
    if (forbiddenKeys.has(key)) throw invalidField(fieldName(path, key), 'is not allowed as a key');
    checkText(path, key);
    keys += (Array.isArray(value) ? 0 : 1) + inspect(member, fieldName(path, key), depth + 1);
  }
  return keys;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words would repeat the input.
    throw invalidField('body', 'is not valid JSON');
  }
}

/**
 * Strict JSON (RFC 8259, with the rules of I-JSON, RFC 7493): valid UTF-8, no lone surrogate, no key twice, at most 8 levels and
 * 100 keys unless a route takes more, no key that names a prototype. A byte order mark is ignored. Throws `invalid_request` that names the field.
 */
export function parseJson(bytes: Buffer, mostKeys: number = usualKeys): unknown {
  if (!isUtf8(bytes)) throw invalidField('body', 'is not valid UTF-8');
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const value = parse(text);
  const keys = inspect(value, '', 1);
  if (keys > mostKeys) throw invalidField('body', `must have at most ${mostKeys} keys`);
  if (keys !== countMembers(text)) throw invalidField('body', 'has the same key twice');
  return value;
}
