import type { TrustedDevice } from '../api/contract.js';
import { callPageApi } from '../api/page-api.js';
import { useText } from '../text/text.js';
import { Icon } from '../ui/icons.js';
import { ProblemNotice } from '../ui/problem.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { AskFirst } from './ask-first.js';
import { Section } from './section.js';
import { useList } from './use-list.js';

const read = async () =>
  (await callPageApi<{ trustedDevices: readonly TrustedDevice[] }>('GET', '/trusted-devices')).trustedDevices;

export function TrustedDevices() {
  const text = useText();
  const { state, call } = useVisit();
  const { items, reload } = useList(read);
  const { problem, run } = useAct();
  const revoke = (id: string) =>
    void run(async () => {
      await call('DELETE', `/trusted-devices/${id}`);
      reload();
    });
  if (!items) return null;
  return (
    <Section title={text('devices.title')}>
      <ProblemNotice problem={problem} application={state.application.name} />
      {items.length === 0 ? <p className="soft">{text('devices.none')}</p> : null}
      <ul className="items" hidden={items.length === 0}>
        {items.map((item) => (
          <li key={item.id}>
            <Icon name="totp" />
            <div>
              <strong>{item.name}</strong>
              <p className="soft small">{text('devices.until', { date: text.date(item.expiresAt) })}</p>
            </div>
            <div className="row">
              <AskFirst
                label={text('remove')}
                question={text('manage.removeAsk', { name: item.name })}
                onYes={() => revoke(item.id)}
              />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
