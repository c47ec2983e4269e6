import type { z } from 'zod';

const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  url: 'must be a URL',
  datetime: 'must be a time such as 2026-11-22T10:00:00Z',
  ipv4: 'must be an IPv4 address',
  ipv6: 'must be an IPv6 address',
  email: 'must be an email address',
};

function unit(origin: string, count: number | bigint): string {
  const plural = Number(count) === 1 ? '' : 's';
  if (origin === 'string') return ` character${plural}`;
  if (origin === 'array' || origin === 'set') return ` item${plural}`;
  return '';
}

function bound(issue: z.core.$ZodRawIssue, word: string, origin: string, count: number | bigint): string {
  const verb = origin === 'string' || origin === 'array' || origin === 'set' ? 'have' : 'be';
  const strict = issue['inclusive'] === false ? (word === 'at most' ? 'less than' : 'more than') : word;
  return `must ${verb} ${issue['exact'] === true ? 'exactly' : strict} ${count}${unit(origin, count)}`;
}

/**
 * An issue in words for the person who made the request; never repeats the input, which may hold an address or a code.
 * A schema's own message goes first and is not changed.
 */
export function plainWords(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value'))
    return 'is required';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return bound(issue, 'at most', issue.origin, issue.maximum);
    case 'too_small':
      return bound(issue, 'at least', issue.origin, issue.minimum);
    case 'invalid_format':
      return formats[issue.format] ?? 'is not in the right form';
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return 'is not known';
    case 'invalid_key':
      return 'is not a possible name';
    case 'invalid_union':
      return 'has none of the possible forms';
    case 'invalid_element':
    case 'custom':
      return 'is not valid';
    default:
      return 'is not valid';
  }
}
