import { describe, expect, test } from '@jest/globals';
import type { FormField } from '@otpost/provider-kit/form-field';
import { maskConfig, maskSecret, patchConfig } from './mask-config.js';

const field = (name: string, kind: FormField['kind']): FormField => ({
  name,
  kind,
  label: name,
  required: false,
  help: '',
});
const fields = [field('host', 'text'), field('password', 'secret'), field('headers', 'pairs')];
const stored = { host: 'mail.example', password: 'correct-horse-battery', headers: { 'X-Key': 'abcdefghijklmnop' } };

describe('a masked config', () => {
  test('shows the last four characters of a secret of at least 12, and nothing of a shorter one', () => {
    expect(maskSecret('123456789012')).toBe('••••9012');
    expect(maskSecret('12345678901')).toBe('••••');
    expect(maskSecret('')).toBe('••••');
  });

  test('holds no secret and no value of a pair, and all else as it is', () => {
    expect(maskConfig(stored, fields)).toEqual({
      host: 'mail.example',
      password: '••••tery',
      headers: { 'X-Key': '••••mnop' },
    });
  });

  test('hides a secret of an unexpected type whole', () => {
    expect(maskConfig({ password: 1234567890123 }, fields)).toEqual({ password: '••••' });
  });
});

describe('a patched config', () => {
  test('keeps what is left out, secrets too', () => {
    expect(patchConfig(stored, { host: 'new.example' }, fields)).toEqual({ ...stored, host: 'new.example' });
  });

  test('takes a field away by null', () => {
    const { password: _, ...rest } = stored;
    expect(patchConfig(stored, { password: null }, fields)).toEqual(rest);
  });

  test('keeps a secret whose mask is sent back, and takes any other value for a new one', () => {
    expect(patchConfig(stored, maskConfig(stored, fields), fields)).toEqual(stored);
    expect(patchConfig(stored, { password: '••••fery' }, fields).password).toBe('••••fery');
    expect(patchConfig(stored, { host: '••••' }, fields).host).toBe('••••');
  });

  test('drops a pair that is not sent back', () => {
    expect(patchConfig(stored, { headers: {} }, fields).headers).toEqual({});
  });
});
