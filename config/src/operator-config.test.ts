import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigError, type Violation } from './config-error.js';
import { type Environment, readConfig } from './operator-config.js';
import { operatorSchema } from './operator-schema.js';
import { variableDocumentation } from './variable.js';

const newKey = () => randomBytes(32).toString('base64');
const production = { OTPOST_PUBLIC_URL: 'https://otpost.example.com' };
const development = { OTPOST_ENVIRONMENT: 'development' };

function configError(environment: Environment): ConfigError {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('The configuration was accepted');
}

const violations = (environment: Environment): readonly Violation[] => configError(environment).violations;
const violated = (environment: Environment): string[] => violations(environment).map(({ variable }) => variable);

describe('defaults', () => {
  test('production needs nothing but its public URL', () => {
    expect(readConfig(production)).toEqual({
      environment: 'production',
      publicUrl: 'https://otpost.example.com',
      host: '127.0.0.1',
      port: 7070,
      trustedProxies: 0,
      metricsHost: '127.0.0.1',
      metricsPort: 9464,
      redisUrl: 'redis://127.0.0.1:6379',
      acceptWeakRedis: false,
      mongodbUrl: null,
      dataDirectory: resolve('.otpost/data'),
      masterKeys: null,
      masterKeyFile: null,
      allowPrivateWebhooks: false,
      alertWebhookUrl: null,
      providers: [],
      localesDirectory: null,
      logLevel: 'info',
      traces: null,
      workerConcurrency: 50,
      workerChannels: ['email', 'sms'],
      historyDays: 30,
      addressHours: 24,
      timeOffsetMilliseconds: 0,
    });
  });

  test('an empty or blank variable counts as unset', () => {
    const blank = Object.fromEntries(Object.keys(operatorSchema.shape).map((name) => [name, ' ']));
    expect(readConfig({ ...blank, ...production })).toEqual(readConfig(production));
  });

  test('development needs nothing, and its links name the port', () => {
    expect(readConfig({ ...development, OTPOST_PORT: '7171' }).publicUrl).toBe('http://localhost:7171');
  });
});

describe('values', () => {
  test.each(Object.entries(operatorSchema.shape).filter(([name]) => name !== 'OTPOST_MASTER_KEYS'))(
    'the documented example of %s is accepted',
    (_name, schema) => {
      expect(schema.safeParse(variableDocumentation.get(schema)!.example).success).toBe(true);
    },
  );

  test('the documented example of OTPOST_MASTER_KEYS is refused, so that nobody keeps it', () => {
    const { example } = variableDocumentation.get(operatorSchema.shape.OTPOST_MASTER_KEYS)!;
    expect(violated({ ...production, OTPOST_MASTER_KEYS: example })).toEqual(['OTPOST_MASTER_KEYS']);
  });

  test.each([
    ['OTPOST_ENVIRONMENT', 'prod'],
    ['OTPOST_PORT', '65536'],
    ['OTPOST_PORT', '-1'],
    ['OTPOST_PORT', '70.5'],
    ['OTPOST_PORT', '0x1F'],
    ['OTPOST_METRICS_PORT', 'none'],
    ['OTPOST_ACCEPT_WEAK_REDIS', 'yes'],
    ['OTPOST_LOG_LEVEL', 'loud'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'x-api-key'],
    ['OTEL_EXPORTER_OTLP_HEADERS', '=value'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'x-key=%'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'x-key=a%0d%0ax-other:b'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'x-key=a,,y=b'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.1'],
    ['OTEL_TRACES_SAMPLER_ARG', '-0.5'],
    ['OTEL_TRACES_SAMPLER_ARG', 'half'],
    ['OTPOST_WORKER_CONCURRENCY', '0'],
    ['OTPOST_HISTORY_DAYS', '0'],
    ['OTPOST_PUBLIC_URL', 'otpost.example.com'],
    ['OTPOST_PUBLIC_URL', 'https://otpost.example.com/path'],
    ['OTPOST_PUBLIC_URL', 'https://user@otpost.example.com'],
    ['OTPOST_PUBLIC_URL', 'javascript:alert(1)'],
    ['REDIS_URL', 'localhost:6379'],
    ['REDIS_URL', 'redis://'],
    ['REDIS_URL', 'redis://one:7001,two:7002'],
    ['OTPOST_MONGODB_URL', 'http://mongodb:27017'],
  ])('%s refuses %j and names itself', (name, value) => {
    expect(violated({ ...production, [name]: value })).toContain(name);
  });

  test('metrics can be switched off or take any free port', () => {
    expect(readConfig({ ...production, OTPOST_METRICS_PORT: 'off' }).metricsPort).toBeNull();
    expect(readConfig({ ...production, OTPOST_METRICS_PORT: '0' }).metricsPort).toBe(0);
  });

  test('traces need a collector; its address ends without a slash, and its headers are decoded', () => {
    expect(readConfig({ ...production, OTEL_TRACES_SAMPLER_ARG: '0.5' }).traces).toBeNull();
    const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com/otlp/' };
    const endpoint = 'https://collector.example.com/otlp';
    expect(readConfig({ ...production, ...collector }).traces).toEqual({ endpoint, headers: {}, ratio: 1 });
    const more = { OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%2Cb=, y = c', OTEL_TRACES_SAMPLER_ARG: '0.05' };
    const headers = { 'x-key': 'a,b=', y: 'c' };
    expect(readConfig({ ...production, ...collector, ...more }).traces).toEqual({ endpoint, headers, ratio: 0.05 });
  });

  test('a Redis URL may list nodes of a cluster', () => {
    const url = 'rediss+cluster://user:word@one:7001,two:7002';
    expect(readConfig({ ...development, REDIS_URL: url }).redisUrl).toBe(url);
  });

  test('a MongoDB URL may list the members of a replica set', () => {
    const url = 'mongodb://user:word@one:27017,two:27018/otpost?replicaSet=rs0';
    expect(readConfig({ ...development, OTPOST_MONGODB_URL: url }).mongodbUrl).toBe(url);
  });

  test('providers are a list, and paths are absolute', () => {
    const config = readConfig({ ...production, OTPOST_PROVIDERS: 'one, ./two ,', OTPOST_LOCALES_DIRECTORY: 'words' });
    expect(config.providers).toEqual(['one', './two']);
    expect(config.localesDirectory).toBe(resolve('words'));
  });
});

describe('violations', () => {
  test('all are told at once, each with its variable and a mend', () => {
    const error = configError({ OTPOST_PORT: 'x', OTPOST_HISTORY_DAYS: 'y', OTPOST_POTR: '1' });
    expect(error.violations).toEqual([
      expect.objectContaining({ variable: 'OTPOST_PORT', mend: 'For example OTPOST_PORT=7070' }),
      expect.objectContaining({ variable: 'OTPOST_HISTORY_DAYS' }),
      expect.objectContaining({ variable: 'OTPOST_PUBLIC_URL', problem: 'must be set in production' }),
      expect.objectContaining({ variable: 'OTPOST_POTR', mend: 'Did you mean OTPOST_PORT?' }),
    ]);
    for (const { variable, mend } of error.violations) {
      expect(error.message).toContain(variable);
      expect(error.message).toContain(mend);
    }
  });

  test('one variable can have several, each with its own mend', () => {
    const found = violations({ ...production, OTPOST_MASTER_KEYS: 'changeme,main:c2hvcnQ=' });
    expect(found).toEqual([
      {
        variable: 'OTPOST_MASTER_KEYS',
        problem: 'is not accepted: key 1 must be an id and a key with a colon between them',
        mend: 'Make each key with: openssl rand -base64 32',
      },
      expect.objectContaining({ problem: 'is not accepted: key 2 ("main") must be 32 bytes in base64' }),
    ]);
  });

  test('an unknown OTPOST_ variable is one, with no guess when nothing is near', () => {
    expect(violations({ ...production, OTPOST_COFFEE: 'black' })).toEqual([
      { variable: 'OTPOST_COFFEE', problem: 'is not known', mend: 'Remove it; .env.example lists every variable' },
    ]);
  });

  test('what belongs to tests or to other programs is none', () => {
    expect(() => readConfig({ ...production, OTPOST_TEST_MONGODB_URL: 'x', HOME: '/', OTPOSTER: '1' })).not.toThrow();
  });

  test('no value is ever printed', () => {
    const secret = 's3cr3t-value';
    const everywhere = Object.fromEntries(Object.keys(operatorSchema.shape).map((name) => [name, secret]));
    const { message } = configError({ ...everywhere, OTPOST_UNKNOWN: secret });
    expect(message).toContain('OTPOST_MASTER_KEYS');
    expect(message).not.toContain(secret);
  });
});

describe('values that must fit together', () => {
  test('production refuses plain http except on localhost', () => {
    expect(violated({ OTPOST_PUBLIC_URL: 'http://otpost.example.com' })).toEqual(['OTPOST_PUBLIC_URL']);
    expect(readConfig({ OTPOST_PUBLIC_URL: 'http://localhost:7070' }).publicUrl).toBe('http://localhost:7070');
  });

  test('any free port needs a public URL', () => {
    expect(violated({ ...development, OTPOST_PORT: '0' })).toEqual(['OTPOST_PUBLIC_URL']);
  });

  test('production refuses to move the time', () => {
    const moved = { OTPOST_TIME_OFFSET_MILLISECONDS: '-5000' };
    expect(violated({ ...production, ...moved })).toEqual(['OTPOST_TIME_OFFSET_MILLISECONDS']);
    expect(readConfig({ OTPOST_ENVIRONMENT: 'test', ...moved }).timeOffsetMilliseconds).toBe(-5000);
  });

  test('production with MongoDB refuses to start without given master keys', () => {
    const mongo = { ...production, OTPOST_MONGODB_URL: 'mongodb://mongodb/otpost' };
    expect(violated(mongo)).toEqual(['OTPOST_MASTER_KEYS']);
    expect(readConfig({ ...mongo, OTPOST_MASTER_KEY_FILE: '/keys' }).masterKeyFile).toBe('/keys');
  });

  test('master keys have one source', () => {
    const both = { OTPOST_MASTER_KEYS: `main:${newKey()}`, OTPOST_MASTER_KEY_FILE: '/keys' };
    expect(violated({ ...production, ...both })).toEqual(['OTPOST_MASTER_KEY_FILE']);
  });

  test('addresses are not kept longer than history', () => {
    expect(violated({ ...production, OTPOST_HISTORY_DAYS: '1', OTPOST_ADDRESS_HOURS: '25' })).toEqual([
      'OTPOST_ADDRESS_HOURS',
    ]);
  });
});
