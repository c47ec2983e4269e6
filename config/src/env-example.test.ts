import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { envExample } from './env-example.js';
import { readConfig } from './operator-config.js';
import { operatorSchema } from './operator-schema.js';

const committed = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');

/** Variables of an env file; with `uncommented`, also those that stand behind a "#". */
function assignments(text: string, uncommented: boolean): Record<string, string> {
  const pattern = uncommented ? /^#?([A-Z_]+)=(.*)$/gm : /^([A-Z_]+)=(.*)$/gm;
  return Object.fromEntries([...text.matchAll(pattern)].map(([, name, value]) => [name ?? '', value ?? '']));
}

test('.env.example is what the schema says; write it with: npm run write-env-example -w config', () => {
  expect(committed).toBe(envExample());
});

test('.env.example names every variable once', () => {
  expect(Object.keys(assignments(committed, true))).toEqual(Object.keys(operatorSchema.shape));
});

test('.env.example copied as it is changes nothing but says what must be filled in', () => {
  expect(() => readConfig(assignments(committed, false))).toThrow('OTPOST_PUBLIC_URL must be set in production');
  const filled = { ...assignments(committed, false), OTPOST_PUBLIC_URL: 'https://otpost.example.com' };
  expect(readConfig(filled)).toEqual(readConfig({ OTPOST_PUBLIC_URL: 'https://otpost.example.com' }));
});
