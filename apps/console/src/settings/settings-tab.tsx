import { type FormEvent, useState } from 'react';
import { useRights } from '../session/session.js';
import { Card } from '../ui/card.js';
import { Field } from '../ui/field.js';
import { Notice } from '../ui/notice.js';
import type { Application, SettingField } from './contract.js';
import { SaveBar } from './save-bar.js';
import { draftOf, patchOf } from './setting-draft.js';
import { SettingInput } from './setting-input.js';
import { useSaveApplication } from './use-save-application.js';

interface Group {
  readonly title: string;
  readonly help?: string;
  /** A setting by its path, or a whole group of them. */
  readonly paths: readonly string[];
}

const groups: readonly Group[] = [
  {
    title: 'Codes',
    paths: ['codeLength', 'lifeSeconds', 'recoveryLifeSeconds', 'maxChecks', 'resend', 'cooldownSeconds', 'smsHost'],
  },
  {
    title: 'Limits',
    help: 'Against floods of messages and against guessing. Whoever reaches one is told when to try again.',
    paths: [
      'sendsPerAddress',
      'sendsPerIp',
      'sendsPerCountry',
      'sendsPerPrefix',
      'createsPerSecond',
      'failedChecksStop',
    ],
  },
  { title: 'Authenticator apps and recovery codes', paths: ['totp', 'recoveryCodeCount'] },
  { title: 'Passkeys', paths: ['rpId', 'origins'] },
  { title: 'Pages and languages', paths: ['returnUrls', 'defaultLocale'] },
  { title: 'Test mode', paths: ['testMode'] },
];
/** These have a tab of their own. */
const elsewhere = ['smsCountries', 'policy', 'brand', 'supportText'];

const isIn = (paths: readonly string[], path: string): boolean =>
  paths.some((one) => path === one || path.startsWith(`${one}.`));

/** A setting that this page does not know yet is shown all the same. */
function grouped(fields: readonly SettingField[]): { group: Group; fields: SettingField[] }[] {
  const known = [...elsewhere, ...groups.flatMap(({ paths }) => paths)];
  const rest: Group = { title: 'More', paths: fields.map(({ path }) => path).filter((path) => !isIn(known, path)) };
  return [...groups, rest]
    .map((group) => ({ group, fields: fields.filter(({ path }) => isIn(group.paths, path)) }))
    .filter((one) => one.fields.length > 0);
}

const optionNames = { same: 'The same code again', new: 'A new code' };

/** Every setting that has no tab of its own, drawn from the server's own description. */
export function SettingsTab({
  application,
  fields,
}: {
  readonly application: Application;
  readonly fields: readonly SettingField[];
}) {
  const { may } = useRights();
  const [base] = useState(application);
  const [name, setName] = useState(base.name);
  const baseDraft = draftOf(fields, base.settings);
  const [draft, setDraft] = useState(baseDraft);
  const { save, ...saving } = useSaveApplication(base);
  const settings = patchOf(fields, draft, baseDraft);
  const isRenamed = name !== base.name;
  const isChanged = isRenamed || Object.keys(settings).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save({ settings, ...(isRenamed ? { name } : {}) });
  };
  const endsPasskeys = draft['rpId'] !== baseDraft['rpId'];
  return (
    <form className="stack" onSubmit={submit}>
      <Card title="Name">
        <Field
          label="Name"
          help="What people call it in this console. Messages show the name of the branding."
          value={name}
          onChange={setName}
          error={saving.problem?.messageOf('name')}
          isDisabled={!may('admin')}
          isRequired
        />
      </Card>
      {grouped(fields).map(({ group, fields: own }) => (
        <Card key={group.title} title={group.title} help={group.help}>
          <div className="setting-grid">
            {own.map((field) => (
              <SettingInput
                key={field.path}
                field={field}
                value={draft[field.path] ?? ''}
                onChange={(value) => setDraft({ ...draft, [field.path]: value })}
                problem={saving.problem}
                isDisabled={!may('admin')}
                optionNames={optionNames}
              />
            ))}
          </div>
          {group.paths.includes('rpId') && endsPasskeys ? (
            <Notice kind="warn">
              <p>
                <strong>This ends all passkeys of this application.</strong> They were made for the relying party id
                before, and no browser offers them for another. Every user sets up a new one.
              </p>
            </Notice>
          ) : null}
        </Card>
      ))}
      <SaveBar
        {...saving}
        base={base}
        isChanged={isChanged}
        shownElsewhere={['name', ...fields.map(({ path }) => `settings.${path}`)]}
      />
    </form>
  );
}
