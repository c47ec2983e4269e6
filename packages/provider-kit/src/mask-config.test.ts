import { expect, test } from '@jest/globals';
import type { ProviderMetadata } from './define-provider.js';
import { maskConfig, secretValues } from './mask-config.js';

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

test('of a long secret the last four characters are shown, of a short one none', () => {
  const config = {
    url: 'https://x.test',
    key: 'abcdefghijkl',
    headers: { 'x-key': 'short', 'x-long': 'Bearer 12345678' },
  };
  expect(maskConfig(metadata, config)).toEqual({
    url: 'https://x.test',
    key: '…ijkl',
    headers: { 'x-key': '…', 'x-long': '…5678' },
  });
});

test('a secret that is not set is not invented', () => {
  expect(maskConfig(metadata, { url: 'https://x.test' })).toEqual({ url: 'https://x.test' });
});

test('secrets are the secret fields and the header values that are long enough to be one', () => {
  const config = { url: 'https://x.test', key: 'k', headers: { 'x-version': '1', 'x-key': 'long-enough' } };
  expect(secretValues(metadata, config)).toEqual(['k', 'long-enough']);
});
