import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { Named } from '../admins/application-names.js';
import { useChange, useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { Card } from '../ui/card.js';
import { messageChannels } from '../ui/channel-names.js';
import { ChoiceField } from '../ui/choice-field.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { tellDone } from '../ui/toasts.js';
import { applicationsPath, type Template, templatesPath } from './contract.js';
import './settings.css';
import { newTemplateDraft, type TemplateDraft, textsOf } from './template-draft.js';
import { TemplateFields } from './template-fields.js';
import { TemplatePreview } from './template-preview.js';
import { usePreview } from './use-preview.js';

const forAll = 'all';

/** Where the template holds. It cannot be moved later. */
function Place({
  draft,
  onChange,
  onChannel,
  messageOf,
}: {
  readonly draft: TemplateDraft;
  readonly onChange: (draft: TemplateDraft) => void;
  readonly onChannel: (channel: 'email' | 'sms') => void;
  readonly messageOf: (field: string) => string | undefined;
}) {
  const { reachesAll } = useRights();
  const { data: known } = useRead<{ applications: readonly Named[] }>(applicationsPath);
  const owners = (known?.applications ?? []).map(({ id, name }) => ({ id, label: name }));
  return (
    <Card title="Where it holds" help="It cannot be moved later.">
      <div className="columns">
        <ChoiceField
          label="Channel"
          options={messageChannels}
          value={draft.channel}
          onChange={(id) => onChannel(id === 'sms' ? 'sms' : 'email')}
        />
        <Field
          label="Language"
          help="A tag such as de, pt-BR or zh-Hans."
          value={draft.locale}
          onChange={(locale) => onChange({ ...draft, locale })}
          error={messageOf('locale')}
          isRequired
          autoComplete="off"
        />
        <ChoiceField
          label="For"
          options={reachesAll ? [{ id: forAll, label: 'All applications' }, ...owners] : owners}
          value={draft.applicationId ?? forAll}
          onChange={(id) => onChange({ ...draft, applicationId: id === forAll ? null : id })}
          error={messageOf('applicationId')}
        />
        <Field
          label="Name"
          help="code is taken when a request names no template."
          value={draft.name}
          onChange={(name) => onChange({ ...draft, name })}
          error={messageOf('name')}
          isRequired
          autoComplete="off"
        />
      </div>
    </Card>
  );
}

export function NewTemplatePage() {
  const [, go] = useLocation();
  const [draft, setDraft] = useState(() => newTemplateDraft('email'));
  const { preview, problem } = usePreview(draft);
  const save = useChange<void, Template>({
    method: 'POST',
    path: templatesPath,
    body: () => {
      const { applicationId, channel, name, locale } = draft;
      return { applicationId, channel, name, locale, ...textsOf(draft) };
    },
    makesOld: [templatesPath],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, {
      onSuccess: ({ id }) => {
        tellDone('Saved. It is live within a second.');
        go(`/templates/${id}`);
      },
    });
  };
  return (
    <Page title="Write a template" above={{ title: 'Templates', to: '/templates' }}>
      <form className="stack" onSubmit={submit}>
        <Place
          draft={draft}
          onChange={setDraft}
          onChannel={(channel) => {
            const { applicationId, name, locale } = draft;
            setDraft({ ...newTemplateDraft(channel), applicationId, name, locale });
          }}
          messageOf={(field) => save.problem?.messageOf(field)}
        />
        <div className="with-preview">
          <Card title="Words">
            <TemplateFields draft={draft} onChange={setDraft} problem={problem ?? save.problem} isDisabled={false} />
          </Card>
          <TemplatePreview draft={draft} preview={preview} isStale={problem !== undefined} />
        </div>
        <ProblemNotice
          problem={save.problem}
          shownElsewhere={['subject', 'text', 'html', 'locale', 'name', 'applicationId']}
        />
        <div className="row save-bar">
          <Action kind="main" type="submit" isPending={save.isPending}>
            Save
          </Action>
        </div>
      </form>
    </Page>
  );
}
