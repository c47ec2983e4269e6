import { expect, test } from '@jest/globals';
import { childEnvironment, requireValidEnvironment } from './child-environment.js';

const facts = {
  dataDirectory: '/tmp/otpost-data',
  port: 7070,
  redisUrl: 'redis://:secret@127.0.0.1:7073',
  mongodbUrl: undefined,
};

test('what up has decided wins over the terminal, and the rest of the terminal is handed on', () => {
  const inherited = { PATH: '/bin', OTPOST_LOG_LEVEL: 'debug', OTPOST_PORT: '1', OTPOST_DATA_DIRECTORY: '/elsewhere' };
  expect(childEnvironment(facts, inherited)).toMatchObject({
    PATH: '/bin',
    OTPOST_LOG_LEVEL: 'debug',
    OTPOST_ENVIRONMENT: 'development',
    OTPOST_PORT: '7070',
    OTPOST_PUBLIC_URL: 'http://localhost:7070',
    OTPOST_DATA_DIRECTORY: '/tmp/otpost-data',
    REDIS_URL: 'redis://:secret@127.0.0.1:7073',
  });
});

test('the variables that up makes are accepted', () => {
  expect(() => requireValidEnvironment(childEnvironment(facts, {}))).not.toThrow();
});

test('every mistake of the terminal is told before anything starts', () => {
  const inherited = { OTPOST_LOG_LEVEL: 'loud', OTPOST_WORKER_CONCURRENCY: 'many' };
  expect(() => requireValidEnvironment(childEnvironment(facts, inherited))).toThrow(
    /OTPOST_LOG_LEVEL.*OTPOST_WORKER_CONCURRENCY/s,
  );
});
