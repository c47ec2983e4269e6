import type { SealKey } from '@otpost/core/keyring/seal';
import { z } from 'zod';
import { parseMasterKeyList } from './master-key-list.js';
import { trustedProxiesSchema } from './trusted-proxies-schema.js';
import {
  channelList,
  commaList,
  headerList,
  mongodbUrl,
  oneOf,
  port,
  portOrOff,
  ratio,
  redisUrl,
  trueOrFalse,
  webAddress,
  webOrigin,
  wholeNumber,
} from './value-schemas.js';
import { optionalVariable, variable } from './variable.js';

const tenYearsMilliseconds = 10 * 365 * 24 * 60 * 60 * 1000;

const masterKeys: z.ZodType<readonly SealKey[], string> = z.string().transform((text, context) => {
  const list = parseMasterKeyList(text);
  if ('keys' in list) return list.keys;
  for (const problem of list.problems) {
    context.addIssue({
      code: 'custom',
      message: problem.startsWith('must') ? problem : `is not accepted: ${problem}`,
      params: { mend: 'Make each key with: openssl rand -base64 32' },
    });
  }
  return z.NEVER;
});

/** Everything that an operator may set by environment variables: the only place for names, bounds and defaults. */
export const operatorSchema = z.object({
  OTPOST_ENVIRONMENT: variable(
    {
      description: 'What this installation is for. Development and test accept plain http and a public URL left out.',
      fallback: 'production',
      example: 'development',
    },
    oneOf(['production', 'development', 'test']),
  ),
  OTPOST_PUBLIC_URL: optionalVariable(
    {
      description:
        'Where browsers and applications reach the API: scheme, host and port. Needed in production, with https unless the host is localhost.',
      example: 'https://otpost.example.com',
      fillIn: true,
    },
    webOrigin,
  ),
  OTPOST_HOST: variable(
    { description: 'The address on which the API listens.', fallback: '127.0.0.1', example: '0.0.0.0' },
    z.string(),
  ),
  OTPOST_PORT: variable(
    { description: 'The port on which the API listens. 0 takes any free port.', fallback: '7070', example: '7070' },
    port,
  ),
  OTPOST_TRUSTED_PROXIES: variable(
    {
      description:
        'Whose X-Forwarded-For is believed: the number of proxies in front, or their addresses and CIDR ranges parted by commas. 0 believes nobody.',
      fallback: '0',
      example: '10.0.0.0/8,fd00::/8',
    },
    trustedProxiesSchema,
  ),
  OTPOST_METRICS_HOST: variable(
    { description: 'The address on which /metrics is served.', fallback: '127.0.0.1', example: '0.0.0.0' },
    z.string(),
  ),
  OTPOST_METRICS_PORT: variable(
    {
      description:
        'The port of /metrics, for the API and for the worker. Two processes on one machine need two ports; 0 takes any free port, off serves none.',
      fallback: '9464',
      example: '0',
    },
    portOrOff,
  ),
  REDIS_URL: variable(
    {
      description:
        'The Redis (7.0 or newer) that holds challenges, limits and jobs; rediss:// for TLS. Redis Cluster: redis+cluster:// or rediss+cluster:// and one or more of its nodes, parted by commas.',
      fallback: 'redis://127.0.0.1:6379',
      example: 'rediss://user:password@redis.example.com:6380',
    },
    redisUrl,
  ),
  OTPOST_ACCEPT_WEAK_REDIS: variable(
    {
      description:
        'true accepts a managed Redis without append-only file. What it loses when it dies is then lost: pending challenges, limits and events.',
      fallback: 'false',
      example: 'true',
    },
    trueOrFalse,
  ),
  OTPOST_MONGODB_URL: optionalVariable(
    {
      description: 'The MongoDB that remembers settings, users and history. Left out: SQLite in the data directory.',
      example: 'mongodb://mongodb.example.com:27017/otpost?replicaSet=rs0',
    },
    mongodbUrl,
  ),
  OTPOST_DATA_DIRECTORY: variable(
    {
      description: 'Where SQLite and the key file live. Processes of one machine share it.',
      fallback: '.otpost/data',
      example: '/var/lib/otpost',
    },
    z.string(),
  ),
  OTPOST_MASTER_KEYS: optionalVariable(
    {
      description:
        'Master keys as id:base64 of 32 bytes (openssl rand -base64 32), parted by commas. The first wraps data keys, all unwrap them. Left out with SQLite: a key file is made once in the data directory.',
      example: 'main:PUT-THE-OUTPUT-OF-openssl-rand-base64-32-HERE',
      fillIn: true,
    },
    masterKeys,
  ),
  OTPOST_MASTER_KEY_FILE: optionalVariable(
    {
      description: 'A file that holds the master keys, one id:base64 on a line, instead of OTPOST_MASTER_KEYS.',
      example: '/run/secrets/otpost-master-keys',
    },
    z.string(),
  ),
  OTPOST_ALLOW_PRIVATE_WEBHOOKS: variable(
    {
      description:
        'true lets webhooks reach loopback and private networks, which an admin could use to look around inside.',
      fallback: 'false',
      example: 'true',
    },
    trueOrFalse,
  ),
  OTPOST_ALERT_WEBHOOK_URL: optionalVariable(
    {
      description:
        'Gets a POST when an alert opens and when it closes. The end of a mail provider is never told by mail alone.',
      example: 'https://chat.example.com/hooks/otpost',
    },
    webAddress,
  ),
  OTPOST_PROVIDERS: variable(
    {
      description: 'Providers of your own, parted by commas: npm packages, or directories that start with "./" or "/".',
      fallback: '',
      example: '@example/otpost-acme-sms,./providers/my-gateway',
    },
    commaList,
  ),
  OTPOST_LOCALES_DIRECTORY: optionalVariable(
    {
      description: 'A directory with locale files of your own, which add to the built-in ones or replace them.',
      example: '/etc/otpost/locales',
    },
    z.string(),
  ),
  OTPOST_LOG_LEVEL: variable(
    { description: 'The lowest level that is logged.', fallback: 'info', example: 'debug' },
    oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal']),
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalVariable(
    {
      description:
        'The collector that gets the traces, by OTLP over HTTP; /v1/traces is added. Left out: nothing is traced.',
      example: 'http://collector.example.com:4318',
    },
    webAddress,
  ),
  OTEL_EXPORTER_OTLP_HEADERS: optionalVariable(
    {
      description: 'HTTP headers for the collector, such as its key: name=value, parted by commas, URL encoded.',
      example: 'x-api-key=PUT-THE-KEY-HERE',
    },
    headerList,
  ),
  OTEL_TRACES_SAMPLER_ARG: variable(
    {
      description: 'The part of all challenges that is traced, from 0 to 1; each wholly or not at all.',
      fallback: '1',
      example: '0.1',
    },
    ratio,
  ),
  OTPOST_WORKER_CONCURRENCY: variable(
    { description: 'Deliveries that one worker has in hand at once, for each queue.', fallback: '50', example: '100' },
    wholeNumber(1, 1000),
  ),
  OTPOST_WORKER_CHANNELS: variable(
    {
      description:
        'The queues that this worker takes from, parted by commas: email, sms. Other workers may take others.',
      fallback: 'email,sms',
      example: 'sms',
    },
    channelList,
  ),
  OTPOST_HISTORY_DAYS: variable(
    { description: 'Days that ended challenges and deliveries are kept.', fallback: '30', example: '90' },
    wholeNumber(1, 3650),
  ),
  OTPOST_ADDRESS_HOURS: variable(
    {
      description: 'Hours that the address of an ended challenge is kept, sealed. The masked address stays.',
      fallback: '24',
      example: '1',
    },
    wholeNumber(0, 87_600),
  ),
  OTPOST_TIME_OFFSET_MILLISECONDS: variable(
    {
      description: 'For tests: moves the time that scripts take from Redis. Production refuses anything but 0.',
      fallback: '0',
      example: '600000',
    },
    wholeNumber(-tenYearsMilliseconds, tenYearsMilliseconds),
  ),
});

/** The parsed variables, each under its own name. */
export type OperatorValues = z.output<typeof operatorSchema>;
