import { z } from 'zod';
import { parseRedisUrl } from './redis-address.js';

/** A schema from a parser: `parse` gives undefined for a text that cannot be accepted, and `problem` says why. */
export function parsedBy<Value>(problem: string, parse: (text: string) => Value | undefined): z.ZodType<Value, string> {
  return z.string().transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });
}

export function wholeNumber(least: number, most: number): z.ZodType<number, string> {
  return parsedBy(`must be a whole number from ${least} to ${most}`, (text) => {
    const value = Number(text);
    return /^-?\d{1,15}$/.test(text) && value >= least && value <= most ? value : undefined;
  });
}

/** Port 0 takes any free port. */
export const port = wholeNumber(0, 65_535);

export function oneOf<Name extends string>(names: readonly Name[]): z.ZodType<Name, string> {
  return parsedBy(`must be one of ${names.join(', ')}`, (text) => names.find((name) => name === text));
}

export const trueOrFalse: z.ZodType<boolean, string> = oneOf(['true', 'false']).transform((text) => text === 'true');

export const redisUrl: z.ZodType<string, string> = parsedBy(
  'must be redis:// or rediss:// and a host, or for a cluster redis+cluster:// or rediss+cluster:// and hosts parted by commas',
  (text) => (parseRedisUrl(text) ? text : undefined),
);

/** Not parsed as a URL: a list of hosts with ports is none. */
export const mongodbUrl: z.ZodType<string, string> = parsedBy(
  'must start with mongodb:// or mongodb+srv:// and a host',
  (text) => (/^mongodb(\+srv)?:\/\/[^\s/?#]+(\/\S*)?$/.test(text) ? text : undefined),
);

/** Scheme, host and port, and nothing after them; given back without a slash at its end. */
export const webOrigin: z.ZodType<string, string> = parsedBy(
  'must be an http or https address without user, path, query or fragment',
  (text) => {
    if (!URL.canParse(text)) return undefined;
    const url = new URL(text);
    return ['http:', 'https:'].includes(url.protocol) && url.href === `${url.origin}/` ? url.origin : undefined;
  },
);

/** An http or https address, path and query included. */
export const webAddress: z.ZodType<string, string> = parsedBy('must be an http or https address', (text) => {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return ['http:', 'https:'].includes(url.protocol) ? url.href : undefined;
});

/** A part of all, from 0 to 1. */
export const ratio: z.ZodType<number, string> = parsedBy('must be a number from 0 to 1', (text) => {
  const value = Number(text);
  return /^[01](\.\d+)?$/.test(text) && value <= 1 ? value : undefined;
});

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function headerOf(entry: string): readonly [name: string, value: string] | undefined {
  const at = entry.indexOf('=');
  const name = entry.slice(0, Math.max(at, 0)).trim();
  const value = decoded(entry.slice(at + 1).trim());
  const fits = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name) && /^[\t\x20-\x7e]*$/.test(value ?? '\n');
  return fits && value !== undefined ? [name, value] : undefined;
}

/** HTTP headers as OpenTelemetry writes them: `name=value`, parted by commas, with values in URL encoding. */
export const headerList: z.ZodType<Readonly<Record<string, string>>, string> = parsedBy(
  'must be name=value, parted by commas, with values in URL encoding',
  (text) => {
    const headers = text.split(',').map(headerOf);
    const known = headers.filter((header) => header !== undefined);
    return known.length === headers.length ? Object.fromEntries(known) : undefined;
  },
);

/** Names parted by commas; spaces around them and empty entries are dropped. */
export const commaList: z.ZodType<readonly string[], string> = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);

/** Queues, at least one, none twice. */
export const channelList: z.ZodType<readonly ('email' | 'sms')[], string> = commaList.pipe(
  z
    .array(z.enum(['email', 'sms'], 'must be email, sms or both, parted by a comma'))
    .min(1, 'must name a queue')
    .refine((names) => new Set(names).size === names.length, 'must not repeat a queue'),
);

/** A port, or `off` for none. */
export const portOrOff: z.ZodType<number | null, string> = parsedBy('must be a port from 0 to 65535, or off', (text) =>
  text === 'off' ? null : port.safeParse(text).data,
);
