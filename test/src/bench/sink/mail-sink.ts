import { startHelper } from '../processes/start-helper.js';
import type { SinkOrder, SinkReport } from './sink-order.js';

export interface MailSink {
  readonly port: number;
  /** Forgets what was received. */
  begin(): Promise<void>;
  /** Waits until so many messages have come since `begin`. Rejects when they do not. */
  expect(count: number): Promise<SinkReport>;
  readonly stop: () => Promise<void>;
}

/** An SMTP server that counts, in a process of its own. */
export async function startMailSink(): Promise<MailSink> {
  const helper = startHelper<SinkOrder, SinkReport>('sink/main');
  const { port } = await helper.ask({ kind: 'open' });
  return {
    port,
    begin: async () => void (await helper.ask({ kind: 'begin' })),
    expect: async (count) => {
      const report = await helper.ask({ kind: 'await', count });
      if (report.received === count) return report;
      throw new Error(`The sink received ${report.received} messages where ${count} were expected`);
    },
    stop: helper.stop,
  };
}
