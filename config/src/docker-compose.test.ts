import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from './operator-config.js';
import { operatorSchema } from './operator-schema.js';

/** The part of the Compose Specification that the file may use; a key that is not named here is a typing error. */
const duration = z.string().regex(/^(\d+(ms|s|m|h))+$/);
const healthTest = z.union([
  z.tuple([z.literal('CMD'), z.string()], z.string()),
  z.tuple([z.literal('CMD-SHELL'), z.string()]),
]);
const healthcheck = z.union([
  z.strictObject({ disable: z.literal(true) }),
  z.strictObject({
    test: healthTest,
    interval: duration,
    timeout: duration,
    retries: z.int().min(1).optional(),
    start_period: duration.optional(),
  }),
]);
const condition = z.enum(['service_started', 'service_healthy', 'service_completed_successfully']);
const service = z.strictObject({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()),
  env_file: z.string().optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()),
  networks: z.array(z.string()),
  depends_on: z.record(z.string(), z.strictObject({ condition })).optional(),
  healthcheck: healthcheck.optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
  stop_grace_period: duration.optional(),
  user: z.string().optional(),
  init: z.boolean().optional(),
  read_only: z.boolean(),
  tmpfs: z.array(z.string()),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  logging: z.strictObject({ driver: z.string(), options: z.record(z.string(), z.string()) }),
});
const composeFile = z.object({
  name: z.string(),
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() }).nullable()),
  volumes: z.record(z.string(), z.null()),
});

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docker-compose.yml', root), 'utf8');
const compose = composeFile.parse(parse(text, { merge: true }));
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build !== undefined);

/** What Compose makes of `${NAME:-default}` and `${NAME:?message}` with these variables. */
function interpolate(value: string, variables: Record<string, string>): string {
  return value.replace(/\$\{([A-Z_]+):([-?])([^}]*)\}/g, (_all, name: string, kind: string, rest: string) => {
    const found = variables[name] || (kind === '-' ? rest : '');
    if (!found) throw new Error(`${name}: ${rest}`);
    return found;
  });
}

test('the services are those of the design, and no other top-level key but our own anchor is used', () => {
  expect(services.map(([name]) => name)).toEqual(['migrate', 'api', 'worker', 'redis', 'mongodb']);
  const keys = Object.keys(parse(text, { merge: true }) as object).filter((key) => !key.startsWith('x-'));
  expect(keys).toEqual(['name', 'services', 'networks', 'volumes']);
});

test('what a service depends on is there, and has what its condition waits for', () => {
  for (const [, { depends_on = {} }] of services) {
    for (const [name, { condition: awaited }] of Object.entries(depends_on)) {
      const target = compose.services[name];
      expect(target).toBeDefined();
      if (awaited === 'service_healthy') expect(target?.healthcheck).toHaveProperty('test');
      if (awaited === 'service_completed_successfully') expect(target?.restart).toBe('no');
    }
  }
});

test('every volume and network is declared, and every mounted file exists', () => {
  for (const [, { volumes, networks }] of services) {
    for (const network of networks) expect(Object.keys(compose.networks)).toContain(network);
    for (const [source = ''] of volumes.map((volume) => volume.split(':'))) {
      if (source.startsWith('.')) expect(existsSync(new URL(source, root))).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
  }
});

test('images are pinned to a full version', () => {
  for (const [, { image }] of services) expect(image).toMatch(/^[a-z]+:\d+\.\d+\.\d+(-[a-z]+)?$/);
});

test('every container has a read-only root, no capability, no new privileges, and no user root', () => {
  for (const [, { read_only, cap_drop, security_opt, user, build }] of services) {
    expect({ read_only, cap_drop, security_opt }).toEqual({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    // Ours get their user from the Dockerfile, whose own test looks at it.
    if (!build) expect(user).toMatch(/^(?!root|0)/);
  }
});

test('only the API is published, to this machine; Redis and MongoDB have no way out', () => {
  expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['api']);
  expect(compose.services.api?.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  for (const name of ['redis', 'mongodb']) expect(compose.services[name]?.networks).toEqual(['data']);
  expect(compose.networks.data).toEqual({ internal: true });
});

test('a worker can be scaled: nothing it has can exist only once', () => {
  expect(compose.services.worker).not.toHaveProperty('ports');
  expect(compose.services.worker).not.toHaveProperty('container_name');
});

test('every variable that is given to ours is one that the schema knows', () => {
  expect(ours).toHaveLength(3);
  for (const [, { environment = {} }] of ours) {
    for (const name of Object.keys(environment)) expect(Object.keys(operatorSchema.shape)).toContain(name);
  }
});

test('with nothing but master keys in .env the configuration is accepted', () => {
  const variables = {
    OTPOST_MASTER_KEYS: `main:${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')}`,
  };
  for (const [, { environment = {} }] of ours) {
    const given = Object.entries(environment).map(([name, value]) => [name, interpolate(value, variables)]);
    expect(readConfig(Object.fromEntries(given))).toMatchObject({ environment: 'production', port: 7070 });
  }
});

test('without master keys Compose refuses to start and says where they belong', () => {
  const value = compose.services.api?.environment?.OTPOST_MASTER_KEYS ?? '';
  expect(() => interpolate(value, {})).toThrow('OTPOST_MASTER_KEYS: Add it to .env');
});
