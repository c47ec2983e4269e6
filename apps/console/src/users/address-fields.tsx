import { useApplications } from '../filters/use-applications.js';
import { messageChannels } from '../ui/channel-names.js';
import { ChoiceField } from '../ui/choice-field.js';
import { Field } from '../ui/field.js';
import type { Channel } from './contract.js';

export interface AddressOfApplication {
  readonly applicationId: string;
  readonly channel: Channel;
  readonly address: string;
}

interface AddressFieldsProps {
  readonly value: AddressOfApplication;
  readonly onChange: (value: AddressOfApplication) => void;
  readonly error?: string | undefined;
}

export const noAddress: AddressOfApplication = { applicationId: '', channel: 'email', address: '' };

/** The one application where there is no choice. */
export function useChosenApplication({ applicationId }: AddressOfApplication): string {
  const { list } = useApplications();
  return applicationId === '' ? (list[0]?.id ?? '') : applicationId;
}

/** One address of one application: limits and suppressions are kept for each. */
export function AddressFields({ value, onChange, error }: AddressFieldsProps) {
  const { list } = useApplications();
  const chosen = useChosenApplication(value);
  return (
    <>
      {list.length > 1 ? (
        <ChoiceField
          label="Application"
          options={list.map(({ id, name }) => ({ id, label: name }))}
          value={chosen}
          onChange={(applicationId) => onChange({ ...value, applicationId })}
        />
      ) : null}
      <ChoiceField
        label="Channel"
        options={messageChannels}
        value={value.channel}
        onChange={(id) => onChange({ ...value, channel: id === 'sms' ? 'sms' : 'email' })}
      />
      <Field
        label={value.channel === 'sms' ? 'Phone number' : 'Mail address'}
        placeholder={value.channel === 'sms' ? '+38640123456' : 'you@example.com'}
        value={value.address}
        onChange={(address) => onChange({ ...value, address })}
        error={error}
        inputMode={value.channel === 'sms' ? 'tel' : 'email'}
        maxLength={400}
        autoComplete="off"
        isRequired
      />
    </>
  );
}
