import type { Problem } from '../api/problem.js';
import { Field } from '../ui/field.js';
import { SwitchField } from '../ui/switch-field.js';
import { TickBox } from '../ui/tick-box.js';
import type { Webhook } from './contract.js';

/** Those of docs/webhooks.md; the server refuses others, and an empty list means all. */
export const eventTypes = [
  'challenge.approved',
  'challenge.canceled',
  'challenge.expired',
  'challenge.max_checks_reached',
  'challenge.undeliverable',
  'delivery.sent',
  'delivery.delivered',
  'delivery.undelivered',
  'delivery.failed',
  'delivery.unknown',
  'factor.added',
  'factor.removed',
  'factor.replaced',
  'recovery_codes.made',
  'recovery_code.used',
  'passkey.possible_clone',
  'second_factor.turned_off',
  'user.reset',
  'address.changed',
  'app_password.made',
] as const;

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

export function WebhookFields({ draft, onChange, problem, isDisabled = false }: WebhookFieldsProps) {
  const set = (change: Partial<WebhookDraft>) => onChange({ ...draft, ...change });
  const turn = (event: string, isOn: boolean) =>
    set({ events: isOn ? [...draft.events, event] : draft.events.filter((one) => one !== event) });
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
          <div className="countries events">
            {eventTypes.map((event) => (
              <TickBox
                key={event}
                isSelected={draft.events.includes(event)}
                onChange={(isOn) => turn(event, isOn)}
                isDisabled={isDisabled}
              >
                <code>{event}</code>
              </TickBox>
            ))}
          </div>
        )}
      </div>
    </>
  );
}
