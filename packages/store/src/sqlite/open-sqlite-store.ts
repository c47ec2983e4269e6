import type { Store } from '@otpost/core/store-port';
import { catalogue } from '../catalogue.js';
import { openCollections } from '../open-collections.js';
import { openCursorTable } from './open-cursor-table.js';
import { openHistoryTable } from './open-history-table.js';
import { openSettingTable } from './open-setting-table.js';
import { raiseSettingsVersion, readSettingsVersion, settingsCounterPlan } from './settings-counter.js';
import { openSqliteThread } from './sqlite-thread.js';
import { tablePlan } from './table-plan.js';

export interface SqliteStoreOptions {
  /** Made with its directory when it is missing; only its owner may read it. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The embedded store: one SQLite file, which several processes of one machine may open at once. */
export function openSqliteStore({ file, now }: SqliteStoreOptions): Store {
  const thread = openSqliteThread(file);
  return {
    ...openCollections(
      {
        settings: (shape) => openSettingTable(thread, shape),
        history: (shape) => openHistoryTable(thread, shape),
        cursors: (shape) => openCursorTable(thread, shape),
      },
      now,
    ),
    settingsVersion: () => readSettingsVersion(thread),
    raiseSettingsVersion: () => raiseSettingsVersion(thread, now()),
    migrate: () => thread.applySchema([...Object.values(catalogue).map(tablePlan), settingsCounterPlan]),
    async ping() {
      await thread.query('SELECT count(*) FROM "sqlite_schema"');
    },
    close: () => thread.close(),
  };
}
