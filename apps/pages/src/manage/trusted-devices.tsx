import type { TrustedDevice } from '../api/contract.js';
import { callPageApi } from '../api/page-api.js';
import { useText } from '../text/text.js';
import { ProblemNotice } from '../ui/problem.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { NotThere } from './not-there.js';
import { RemovableItems } from './removable-items.js';
import { Section } from './section.js';
import { useList } from './use-list.js';

const read = async () =>
  (await callPageApi<{ trustedDevices: readonly TrustedDevice[] }>('GET', '/trusted-devices')).trustedDevices;

export function TrustedDevices() {
  const text = useText();
  const { state, call } = useVisit();
  const { items, problem: missing, reload } = useList(read);
  const { problem, run } = useAct();
  const revoke = (id: string) =>
    void run(async () => {
      await call('DELETE', `/trusted-devices/${id}`);
      reload();
    });
  if (!items) return <NotThere title={text('devices.title')} problem={missing} onAgain={reload} />;
  const devices = items.map(({ id, name, expiresAt }) => ({
    id,
    name,
    detail: text('devices.until', { date: text.date(expiresAt) }),
  }));
  return (
    <Section title={text('devices.title')}>
      <ProblemNotice problem={problem} application={state.application.name} />
      {items.length === 0 ? <p className="soft">{text('devices.none')}</p> : null}
      <RemovableItems items={devices} icon="totp" onRemove={revoke} />
    </Section>
  );
}
