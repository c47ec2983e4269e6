import { types } from 'node:util';
import { cleanText } from './clean-text.js';

/** What stands in the place of a value that is never logged. */
export const redacted = '[redacted]';

/** Keys that can hold a code, a secret or an address, whatever their case and separators. */
const secretKeys = new Set(
  (
    'address addresses auth body code codes configsealed cookie credentials email html key masterkeys metadata passphrase ' +
    'pepper phone qr recipient secret secrets setcookie signature subject text to uri variables wrapped'
  ).split(' '),
);
/** `smtpPassword`, `x-api-key`, `proxy-authorization`, `addressSealed`, ... */
const secretEndings = /(password|secret|token|apikey|accesskey|secretkey|privatekey|masterkey|authorization|sealed)$/;

const deepest = 6;
const mostEntries = 100;

function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase().replace(/[^a-z]/g, '');
  return secretKeys.has(plain) || secretEndings.test(plain);
}

interface LoggedKey {
  readonly name: string;
  readonly isSecret: boolean;
}

/** The keys of our own lines come again and again. Those of others are many and may be long: so many are remembered, no more. */
const mostKnownKeys = 500;
const longestKnownKey = 40;
const knownKeys = new Map<string, LoggedKey>();

function loggedKey(key: string): LoggedKey {
  const known = knownKeys.get(key);
  if (known) return known;
  // Under its own name it would become the prototype of the copy.
  const found = { name: key === '__proto__' ? '[__proto__]' : cleanText(key), isSecret: isSecretKey(key) };
  if (knownKeys.size < mostKnownKeys && key.length <= longestKnownKey) knownKeys.set(key, found);
  return found;
}

/** Only what every error has: drivers hang commands, queries and answers with values on theirs. */
function cleanError(error: Error, depth: number): Record<string, unknown> {
  const { code } = error as { readonly code?: unknown };
  return {
    type: cleanText(error.name),
    message: cleanText(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { errorCode: cleanText(String(code)) } : {}),
    stack: (error.stack ?? '')
      .split('\n')
      .slice(1, 20)
      .map((line) => cleanText(line.trim())),
    ...(error.cause === undefined ? {} : { cause: cleanValue(error.cause, depth + 1) }),
  };
}

function cleanObject(value: object, depth: number): Record<string, unknown> {
  const cleaned: Record<string, unknown> = {};
  let entries = 0;
  for (const key of Object.keys(value)) {
    entries += 1;
    if (entries > mostEntries) break;
    const { name, isSecret } = loggedKey(key);
    cleaned[name] = isSecret ? redacted : cleanValue((value as Record<string, unknown>)[key], depth + 1);
  }
  return cleaned;
}

/** A copy that may be logged: secrets redacted at every depth, texts cleaned, size bounded, errors without their driver's luggage. */
export function cleanValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return '[deeper]';
  if (types.isNativeError(value)) return cleanError(value, depth);
  if (types.isDate(value)) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, mostEntries).map((entry) => cleanValue(entry, depth + 1));
  return cleanObject(value, depth);
}
