import type { TablePlan } from './sqlite-protocol.js';
import type { SqliteThread } from './sqlite-thread.js';

/** The table of the one counter: how often a setting has changed, and when it last did. */
export const settingsCounterPlan: TablePlan = {
  table: 'counters',
  create:
    'CREATE TABLE IF NOT EXISTS "counters" ("id" TEXT PRIMARY KEY NOT NULL, "value" INTEGER NOT NULL, "changedAt" INTEGER NOT NULL)',
  columns: [],
  indexes: [],
};

export async function readSettingsVersion(thread: SqliteThread): Promise<number> {
  const [row] = await thread.query(`SELECT "value" FROM "counters" WHERE "id" = 'settings'`);
  return Number(row?.value ?? 0);
}

export async function raiseSettingsVersion(thread: SqliteThread, changedAt: number): Promise<number> {
  const [row] = await thread.query(
    `INSERT INTO "counters" ("id", "value", "changedAt") VALUES ('settings', 1, ?)
     ON CONFLICT ("id") DO UPDATE SET "value" = "value" + 1, "changedAt" = excluded."changedAt" RETURNING "value"`,
    [changedAt],
  );
  return Number(row?.value);
}
