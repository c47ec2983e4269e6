import type { Command } from './command.js';

export interface CommandEntry {
  /** One line for the overview, without a full stop. */
  readonly summary: string;
  /** Loaded when it is asked for, so that a small command does not wait for the large ones. */
  readonly load: () => Promise<{ readonly command: Command }>;
}

export const commandTable: Readonly<Record<string, CommandEntry>> = {
  up: { summary: 'Run everything on this machine, with an inbox', load: () => import('./commands/up.js') },
  demo: { summary: 'Show a code being sent and checked', load: () => import('./commands/demo.js') },
  test: { summary: 'Run the tests', load: () => import('./commands/test.js') },
  verify: { summary: 'Check format, lint, types and documents', load: () => import('./commands/verify.js') },
  bench: { summary: 'Measure each case beside its baseline', load: () => import('./commands/bench.js') },
  chaos: { summary: 'Break things under load and check every promise', load: () => import('./commands/chaos.js') },
  start: { summary: 'Run one API or worker process', load: () => import('./commands/start.js') },
  migrate: { summary: 'Create or upgrade the store', load: () => import('./commands/migrate.js') },
  status: { summary: 'Show queues, providers and recent errors', load: () => import('./commands/status.js') },
  doctor: { summary: 'Name what is wrong with this set-up', load: () => import('./commands/doctor.js') },
  backup: { summary: 'Write all that the store holds to a file', load: () => import('./commands/backup.js') },
  restore: { summary: 'Fill an empty store from a backup', load: () => import('./commands/restore.js') },
  admin: { summary: 'Make an admin key', load: () => import('./commands/admin.js') },
  audit: { summary: 'Find out whether the audit log was tampered with', load: () => import('./commands/audit.js') },
  import: {
    summary: 'Take users and authenticator apps over from another system',
    load: () => import('./commands/import.js'),
  },
  provider: { summary: 'Make or test a provider of your own', load: () => import('./commands/provider.js') },
};
