import { useRead } from '../api/client.js';
import type { Problem } from '../api/problem.js';
import { Field } from '../ui/field.js';
import { Waiting } from '../ui/page.js';
import { SwitchField } from '../ui/switch-field.js';
import { TickBox } from '../ui/tick-box.js';
import type { Webhook } from './contract.js';

const eventsPath = '/admin/v1/webhook-events';

interface WebhookEvent {
  readonly type: string;
  readonly description: string;
}

export interface WebhookDraft {
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
  readonly isForAll: boolean;
}

export function webhookDraftOf(webhook?: Webhook): WebhookDraft {
  return {
    url: webhook?.url ?? '',
    description: webhook?.description ?? '',
    events: webhook?.events ?? [],
    isForAll: (webhook?.events.length ?? 0) === 0,
  };
}

/** As the API takes it. */
export function webhookOf({ url, description, events, isForAll }: WebhookDraft): Record<string, unknown> {
  const words = description.trim();
  return { url: url.trim(), description: words === '' ? null : words, events: isForAll ? [] : events };
}

interface WebhookFieldsProps {
  readonly draft: WebhookDraft;
  readonly onChange: (draft: WebhookDraft) => void;
  readonly problem: Problem | undefined;
  readonly isDisabled?: boolean;
}

interface EventChoiceProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly error: string | undefined;
  readonly isDisabled: boolean;
}

/** The events as the server names them; one that was chosen and is not among them can still be taken off. */
function EventChoice({ chosen, onChange, error, isDisabled }: EventChoiceProps) {
  const { data, problem } = useRead<{ events: readonly WebhookEvent[] }>(eventsPath);
  if (!data) return <Waiting problem={problem} />;
  const others = chosen.filter((type) => !data.events.some((event) => event.type === type));
  const offered = [...data.events, ...others.map((type) => ({ type, description: '' }))];
  const turn = (type: string, isOn: boolean) =>
    onChange(isOn ? [...chosen, type] : chosen.filter((one) => one !== type));
  return (
    <>
      <div className="countries events">
        {offered.map(({ type, description }) => (
          <TickBox
            key={type}
            isSelected={chosen.includes(type)}
            onChange={(isOn) => turn(type, isOn)}
            isDisabled={isDisabled}
          >
            <code>{type}</code>
            {description === '' ? null : <span className="help">{description}</span>}
          </TickBox>
        ))}
      </div>
      {error === undefined ? null : <p className="field-error">{error}</p>}
    </>
  );
}

export function WebhookFields({ draft, onChange, problem, isDisabled = false }: WebhookFieldsProps) {
  const set = (change: Partial<WebhookDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <Field
        label="Address"
        type="url"
        help="Gets a POST for each event. It may hold a secret: it is kept sealed."
        placeholder="https://shop.example.com/otpost"
        value={draft.url}
        onChange={(url) => set({ url })}
        error={problem?.messageOf('url')}
        isDisabled={isDisabled}
        autoComplete="off"
        isRequired
      />
      <Field
        label="What it is for"
        value={draft.description}
        onChange={(description) => set({ description })}
        error={problem?.messageOf('description')}
        isDisabled={isDisabled}
        maxLength={200}
      />
      <div className="stack tight" role="group" aria-label="Events">
        <SwitchField
          label="Every event"
          isSelected={draft.isForAll}
          onChange={(isForAll) => set({ isForAll })}
          isDisabled={isDisabled}
        />
        {draft.isForAll ? null : (
          <EventChoice
            chosen={draft.events}
            onChange={(events) => set({ events })}
            error={problem?.messageOf('events')}
            isDisabled={isDisabled}
          />
        )}
      </div>
    </>
  );
}
