import type { Reach } from '../admin/reach.js';
import type { Context } from '../context.js';
import type { AuditRecord } from '../user-records.js';
import type { AuditEntryView, ExportAuditInput } from './audit-schemas.js';
import { auditFilter, viewAuditEntry } from './list-audit.js';

export interface ExportAudit {
  readonly reach: Reach;
  readonly input: ExportAuditInput;
}

const pageSize = 500;
const columns = ['id', 'at', 'applicationId', 'actor', 'action', 'target', 'phase', 'reason', 'data'] as const;

/** A spreadsheet takes a cell that begins so for a formula (OWASP CSV injection); an apostrophe makes it text. */
const formula = /^[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/;

function cell(text: string): string {
  const guarded = formula.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}

function csvLine(entry: AuditEntryView): string {
  const { data, ...fields } = entry;
  const values = columns.map((column) => (column === 'data' ? JSON.stringify(data) : (fields[column] ?? '')));
  return `${values.map(cell).join(',')}\r\n`;
}

const writers = {
  csv: { head: `${columns.join(',')}\r\n`, line: csvLine },
  jsonl: { head: '', line: (entry: AuditEntryView) => `${JSON.stringify(entry)}\n` },
};

/**
 * The whole log in reach, newest first, in pieces of some hundred lines: however long it is, it is never held whole. Throws
 * `not_found` for an application out of reach, before the first piece.
 */
export function exportAudit({ store }: Pick<Context, 'store'>, { reach, input }: ExportAudit): AsyncIterable<string> {
  const where = auditFilter(reach, input);
  const { head, line } = writers[input.format];
  async function* pieces(): AsyncGenerator<string> {
    if (head !== '') yield head;
    let last: AuditRecord | undefined;
    for (;;) {
      const before = last ? { before: { createdAt: last.createdAt, id: last.id } } : {};
      const page = await store.audit.page(where, { limit: pageSize, ...before });
      if (page.length > 0) yield page.map((record) => line(viewAuditEntry(record))).join('');
      last = page.at(-1);
      if (page.length < pageSize) return;
    }
  }
  return pieces();
}
