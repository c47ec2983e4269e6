import { expect, test } from '@jest/globals';
import type { ProviderMetadata } from './provider-definition.js';
import { secretValues } from './secret-values.js';

const field = (name: string, kind: 'text' | 'secret' | 'pairs') => ({
  name,
  kind,
  label: name,
  required: false,
  help: 'A field of the test.',
});
const metadata: ProviderMetadata = {
  kind: 'example',
  name: 'Example',
  description: 'For tests.',
  channels: ['sms'],
  formFields: [field('url', 'text'), field('key', 'secret'), field('headers', 'pairs')],
};

test('secrets are the secret fields and the header values that are long enough to be one', () => {
  const config = { url: 'https://x.test', key: 'k', headers: { 'x-version': '1', 'x-key': 'long-enough' } };
  expect(secretValues(metadata, config)).toEqual(['k', 'long-enough']);
});
