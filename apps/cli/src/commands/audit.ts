import { randomBytes } from 'node:crypto';
import { readMasterKeys } from '@otpost/config/master-keys';
import type { AuditCheckpoint } from '@otpost/core/audit/audit-checkpoint';
import { type VerifiedAudit, verifyAudit } from '@otpost/core/audit/verify-audit';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { loadSettings } from '@otpost/core/settings/load-settings';
import { type Command, CommandError, usageError } from '../command.js';
import { installationOptions, readInstallation } from '../installation/read-installation.js';
import { hasStore, withStore } from '../installation/with-store.js';

const random = (size: number): Buffer => randomBytes(size);

const sentences = {
  edited: 'was edited',
  missing: 'is missing',
  reordered: 'stands in another place than it was written',
  inserted: 'has a row beside it that is no entry of the log',
  truncated: 'is not what stood there: the end of the log was cut off',
  forged_checkpoint: 'is the last one, and the checkpoint behind it was written by somebody without the keys',
} as const;

function readKnown(text: string | undefined): AuditCheckpoint | null {
  if (text === undefined) return null;
  const [, sequence, hash] = /^([1-9][0-9]{0,11}):([A-Za-z0-9_-]{22})$/.exec(text) ?? [];
  if (!sequence || !hash) throw usageError('--known takes what an earlier verify printed: NUMBER:HASH');
  return { sequence: Number(sequence), hash };
}

function reportOf(verified: VerifiedAudit): string {
  if (verified.kind === 'broken') return `Entry ${verified.sequence} ${sentences[verified.fault]}.`;
  const { entries, checkpoint, end } = verified;
  const kept = checkpoint
    ? `The checkpoint stands at entry ${checkpoint.sequence}.`
    : 'No checkpoint was written yet (a worker does it each minute), so entries cut from the end would not be missed.';
  const known = end ? [`Keep this outside, for the next time: --known ${end.sequence}:${end.hash}`] : [];
  return [`The audit log is whole: ${entries} entries.`, kept, ...known].join('\n');
}

export const command: Command = {
  usage: 'verify',
  description:
    'Walks the audit log and names the first entry that was edited, removed or moved. Needs the store and the master keys, but no\n' +
    'running process. Ends with 1 when something is found.',
  options: {
    ...installationOptions,
    known: { type: 'string', value: 'NUMBER:HASH', description: 'a place that an earlier verify printed' },
  },
  takesWords: true,
  examples: ['./otpost audit verify', './otpost audit verify --data .otpost'],
  async run(input) {
    if (input.positionals.join(' ') !== 'verify') throw usageError('Say what to do: ./otpost audit verify');
    const known = readKnown(input.values['known'] as string | undefined);
    const config = readInstallation(input);
    if (!hasStore(config)) throw new CommandError(`There is no store in ${config.dataDirectory}.`);
    const master = masterKeys(await readMasterKeys(config, random));
    const verified = await withStore(config, async (store) => {
      const settings = await loadSettings(store, master, random, Date.now);
      return await verifyAudit({ store, settings: { current: () => settings } }, known);
    });
    const isWhole = verified.kind === 'whole';
    console[isWhole ? 'log' : 'error'](reportOf(verified));
    return isWhole ? 0 : 1;
  },
};
