import { randomBytes } from 'node:crypto';
import type { RandomBytes } from '@otpost/core/clock';
import { openKeyring } from '@otpost/core/keyring/keyring';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { newKeyRecord } from '@otpost/core/keyring/new-key-record';
import type { ApiKeyRecord, ApplicationRecord, KeyRecord, KeyScope } from '@otpost/core/records';
import { type ApiKeyKind, generateApiKey } from '@otpost/core/settings/api-key';
import { defaultApplicationSettings } from '@otpost/core/settings/application-settings';
import type { SettingsSnapshot } from '@otpost/core/settings/settings-snapshot';

const setting = (id: string) => ({ id, version: 1, createdAt: 0, updatedAt: 0 });

export interface KeyForTest {
  readonly key: string;
  readonly record: ApiKeyRecord;
}

export function keyForTest(
  kind: ApiKeyKind,
  applicationId: string | null,
  scopes: readonly KeyScope[] = ['challenges'],
  revokedAt: number | null = null,
  random: RandomBytes = randomBytes,
): KeyForTest {
  const { id, key, secretHash } = generateApiKey(kind, random);
  return { key, record: { ...setting(id), applicationId, secretHash, scopes, revokedAt } };
}

const keyRecord = (id: string, purpose: KeyRecord['purpose'], applicationId: string | null): KeyRecord =>
  newKeyRecord({ id, purpose, applicationId, masterKeys: master, randomBytes, at: 0 });
const master = masterKeys([{ id: 'test', bytes: randomBytes(32) }]);

/** A snapshot with real keys, for tests that need no store. */
export function settingsForTest(applicationIds: readonly string[], keys: readonly KeyForTest[]): SettingsSnapshot {
  const applications = applicationIds.map(
    (id): ApplicationRecord => ({ ...setting(id), changedBy: null, name: id, settings: defaultApplicationSettings }),
  );
  const keyRecords = [
    keyRecord('installation-1', 'installation', null),
    keyRecord('index-1', 'index', null),
    ...applicationIds.map((id) => keyRecord(`key_${id}`, 'application', id)),
  ];
  return {
    version: 1,
    applications: new Map(applications.map((application) => [application.id, application])),
    apiKeys: new Map(keys.map(({ record }) => [record.id, record])),
    providers: new Map(),
    templates: [],
    webhooks: [],
    pauses: [],
    keyring: openKeyring(keyRecords, master, randomBytes, Date.now),
    problems: [],
  };
}
