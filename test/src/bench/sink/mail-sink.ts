import { startHelper } from '../processes/start-helper.js';
import type { SinkOrder, SinkReport } from './sink-order.js';

export interface MailSink {
  readonly port: number;
  /** Forgets what was received. From then on it takes so long for each message; left out: no time. */
  begin(delayMilliseconds?: number): Promise<void>;
  /** Waits until at least so many messages have come since `begin`. Rejects when they do not. */
  reach(count: number): Promise<SinkReport>;
  /** The same, and rejects when there are more. */
  expect(count: number): Promise<SinkReport>;
  readonly stop: () => Promise<void>;
}

/** An SMTP server that counts, in a process of its own. */
export async function startMailSink(): Promise<MailSink> {
  const helper = startHelper<SinkOrder, SinkReport>('sink/main');
  const { port } = await helper.ask({ kind: 'open' });
  const reach = async (count: number): Promise<SinkReport> => {
    const report = await helper.ask({ kind: 'await', count });
    if (report.received >= count) return report;
    throw new Error(`The sink received ${report.received} messages where ${count} were expected`);
  };
  return {
    port,
    begin: async (delayMilliseconds = 0) => void (await helper.ask({ kind: 'begin', delayMilliseconds })),
    reach,
    expect: async (count) => {
      const report = await reach(count);
      if (report.received === count) return report;
      throw new Error(`The sink received ${report.received} messages where ${count} were expected`);
    },
    stop: helper.stop,
  };
}
