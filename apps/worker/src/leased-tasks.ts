import { tellWaitingActs } from '@otpost/core/admin/notice/tell-waiting-acts';
import { purgeAdminLeftovers } from '@otpost/core/admin/purge-admin-leftovers';
import { type TellOperator, watchAlerts } from '@otpost/core/alert/watch-alerts';
import { moveCheckpoint } from '@otpost/core/audit/audit-checkpoint';
import { purgeHistory } from '@otpost/core/history/purge-history';
import { purgeLeftovers } from '@otpost/core/history/purge-leftovers';
import { oweLostNotices } from '@otpost/core/notice/owe-lost-notices';
import { tellWaitingNews } from '@otpost/core/notice/tell-waiting-news';
import { recountHistory } from '@otpost/core/overview/recount-history';
import { createRollUp, purgeTallies } from '@otpost/core/overview/roll-up';
import { takeEarlyReceipts } from '@otpost/core/receipt/early-receipts';
import { restoreSuppressions } from '@otpost/core/suppression/restore-suppressions';
import { eventsOfLost } from '@otpost/core/webhook/events-of-history';
import { oweWebhookMessages } from '@otpost/core/webhook/owe-webhook-messages';
import type { OpenProcess } from '@otpost/process/open-process';

/** What one worker of all does, again and again. */
export interface LeasedTask {
  /** Names the lease. */
  readonly name: string;
  readonly pauseMilliseconds: number;
  /** What is said when it fails. */
  readonly complaint: string;
  /** For one that reads the more, the more there is to do: it rests ten times as long as it took, at most this. */
  readonly longestRestMilliseconds?: number;
  run(): Promise<unknown>;
}

/** Lease names and pauses of everything that is done by one worker at a time. Whatever is missed is done in the next round. */
export function leasedTasks({ context, config }: OpenProcess, tell: TellOperator): readonly LeasedTask[] {
  const purge = async (): Promise<void> => {
    await moveCheckpoint(context);
    // Before the purge, which ends the deliveries of what is not owed again.
    await oweLostNotices(context);
    await tellWaitingNews(context);
    await tellWaitingActs(context);
    const oweLost = async (lost: Parameters<typeof eventsOfLost>[1]): Promise<void> =>
      oweWebhookMessages(context, await eventsOfLost(context, lost));
    await purgeHistory({ ...context, oweLost }, { historyDays: config.historyDays, addressHours: config.addressHours });
    await purgeLeftovers(context, config.historyDays);
    await purgeAdminLeftovers(context);
    await purgeTallies(context, config.historyDays);
  };
  const lookAtReceipts = async (): Promise<void> => {
    await restoreSuppressions(context);
    await takeEarlyReceipts(context);
  };
  const rollUp = createRollUp(context);
  const count = async (): Promise<void> => {
    await rollUp();
    await recountHistory(context);
  };
  return [
    { name: 'purge', pauseMilliseconds: 60_000, complaint: 'History could not be purged', run: purge },
    {
      name: 'alerts',
      pauseMilliseconds: 1000,
      complaint: 'Alerts could not be brought up to date',
      run: () => watchAlerts(context, tell),
    },
    {
      name: 'receipts',
      pauseMilliseconds: 2000,
      complaint: 'Early receipts and suppressed addresses could not be looked at',
      run: lookAtReceipts,
    },
    {
      name: 'tallies',
      pauseMilliseconds: 2000,
      complaint: 'The figures of the overview could not be brought up to date',
      // A minute is counted whole, again and again while it fills: at 1,000 codes a second that is work for seconds.
      longestRestMilliseconds: 30_000,
      run: count,
    },
  ];
}
