import type Database from 'libsql';
import type { TablePlan } from './sqlite-protocol.js';

function columnNames(database: Database.Database, table: string): Set<string> {
  const rows = database.prepare(`PRAGMA table_info("${table}")`).all() as { name: string }[];
  return new Set(rows.map((row) => row.name));
}

/** Makes tables, columns and indexes that are missing. Runs inside a transaction, so that of several processes one does it. */
export function applySchema(database: Database.Database, tables: readonly TablePlan[]): void {
  for (const plan of tables) {
    database.exec(plan.create);
    const known = columnNames(database, plan.table);
    for (const column of plan.columns) {
      if (known.has(column.name)) continue;
      database.exec(column.add);
      database.exec(column.fill);
    }
    for (const index of plan.indexes) database.exec(index);
  }
}
