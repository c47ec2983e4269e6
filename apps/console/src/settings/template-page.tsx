import { type FormEvent, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import type { Named } from '../admins/application-names.js';
import { ask } from '../api/ask.js';
import { queryClient, useChange, useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { AskFirst } from '../ui/ask-first.js';
import { Card } from '../ui/card.js';
import { channelName } from '../ui/channel-names.js';
import { Page, Waiting } from '../ui/page.js';
import { tellDone } from '../ui/toasts.js';
import { applicationsPath, type Template, templatesPath } from './contract.js';
import { localeName } from './locale-names.js';
import { SaveBar } from './save-bar.js';
import './settings.css';
import { templateDraftOf, textsOf } from './template-draft.js';
import { TemplateFields } from './template-fields.js';
import { TemplatePreview } from './template-preview.js';
import { usePreview } from './use-preview.js';
import { Versions } from './versions.js';

function TemplateForm({ template }: { readonly template: Template }) {
  const { may } = useRights();
  const [base] = useState(template);
  const [version, setVersion] = useState(base.version);
  const [draft, setDraft] = useState(() => templateDraftOf(base));
  const { preview, problem } = usePreview(draft);
  const save = useChange({
    method: 'PATCH',
    path: `${templatesPath}/${base.id}`,
    body: () => ({ version, ...textsOf(draft) }),
    makesOld: [templatesPath],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: () => tellDone('Saved. It is live within a second.') });
  };
  const isChanged = JSON.stringify(textsOf(draft)) !== JSON.stringify(textsOf(templateDraftOf(base)));
  return (
    <form className="stack" onSubmit={submit}>
      <div className="with-preview">
        <Card title="Words">
          <TemplateFields
            draft={draft}
            onChange={setDraft}
            problem={problem ?? save.problem}
            isDisabled={!may('admin')}
          />
        </Card>
        <TemplatePreview draft={draft} preview={preview} isStale={problem !== undefined} />
      </div>
      <SaveBar
        problem={save.problem}
        base={base}
        keepMine={setVersion}
        isPending={save.isPending}
        isChanged={isChanged}
        shownElsewhere={['subject', 'text', 'html']}
      />
    </form>
  );
}

/** Brings a deleted template back, under its id. */
async function bringBack({ id, version }: Template): Promise<void> {
  await ask('POST', `${templatesPath}/${id}/roll-back`, { toVersion: version, version });
  await queryClient.invalidateQueries({ queryKey: ['admin', 'v1', 'templates'] });
}

function DeleteTemplate({ template }: { readonly template: Template }) {
  const [, go] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const remove = useChange({ method: 'DELETE', path: `${templatesPath}/${template.id}`, makesOld: [] });
  const removed = () => {
    go('/templates');
    void queryClient.invalidateQueries({ queryKey: ['admin', 'v1', 'templates'], refetchType: 'none' });
    tellDone(`The template ${template.name} was deleted`, () => {
      bringBack(template).then(
        () => tellDone('It is back'),
        () => tellDone('It could not be brought back'),
      );
    });
  };
  return (
    <>
      <Action kind="danger" onPress={() => setAsking(true)}>
        Delete
      </Action>
      <AskFirst
        title="Delete this template?"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        confirm="Delete"
        isDanger
        isPending={remove.isPending}
        problem={remove.problem}
        onConfirm={() => remove.mutate(undefined, { onSuccess: removed })}
      >
        <p>Its messages go back to the template for all applications, or to the built-in words.</p>
      </AskFirst>
    </>
  );
}

/** One template: its words beside the message that they make, and its versions. */
export function TemplatePage() {
  const { id } = useParams<{ id: string }>();
  const { may, reachesAll } = useRights();
  const { data: template, problem } = useRead<Template>(`${templatesPath}/${id}`);
  const { data: known } = useRead<{ applications: readonly Named[] }>(applicationsPath);
  if (!template) return <Waiting problem={problem} />;
  const owner =
    template.applicationId === null
      ? 'all applications'
      : (known?.applications.find((one) => one.id === template.applicationId)?.name ?? template.applicationId);
  const mayDelete = may('admin') && (reachesAll || template.applicationId !== null);
  return (
    <Page
      title={template.name}
      above={{ title: 'Templates', to: '/templates' }}
      lead={`${channelName(template.channel)} in ${localeName(template.locale)}, for ${owner}`}
      actions={mayDelete ? <DeleteTemplate template={template} /> : null}
    >
      <TemplateForm key={template.version} template={template} />
      <Versions path={`${templatesPath}/${id}`} makesOld={[templatesPath]} version={template.version} what="template" />
    </Page>
  );
}
