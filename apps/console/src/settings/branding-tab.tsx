import { type ChangeEvent, type FormEvent, useState } from 'react';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { Card } from '../ui/card.js';
import { BrandPreview } from './brand-preview.js';
import type { Application, SettingField } from './contract.js';
import { readPicture } from './read-picture.js';
import { SaveBar } from './save-bar.js';
import { draftOf, patchOf } from './setting-draft.js';
import { SettingInput } from './setting-input.js';
import { useSaveApplication } from './use-save-application.js';

function ColourChoice({ value, set }: { readonly value: string; readonly set: (colour: string) => void }) {
  return (
    <label className="row">
      <input
        type="color"
        className="colour"
        value={/^#[0-9a-f]{6}$/i.test(value) ? value : '#2f4fd0'}
        onChange={(event) => set(event.target.value)}
      />
      <span className="help">Choose a colour</span>
    </label>
  );
}

function LogoChoice({ value, set }: { readonly value: string; readonly set: (logo: string) => void }) {
  const [fault, setFault] = useState<string>();
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    if (!file) return;
    setFault(undefined);
    readPicture(file).then(set, (error: unknown) =>
      setFault(error instanceof Error ? error.message : 'It could not be read.'),
    );
  };
  return (
    <div className="row">
      <label className="button small file">
        Choose a picture
        <input type="file" accept="image/png,image/jpeg,image/webp" onChange={choose} />
      </label>
      {value === '' ? null : (
        <Action small kind="quiet" onPress={() => set('')}>
          No logo
        </Action>
      )}
      {fault ? <span className="field-error">{fault}</span> : null}
    </div>
  );
}

/** How the hosted pages and messages look, seen while it is changed. */
export function BrandingTab({
  application,
  fields,
}: {
  readonly application: Application;
  readonly fields: readonly SettingField[];
}) {
  const { may } = useRights();
  const [base] = useState(application);
  const own = fields.filter(({ path }) => path.startsWith('brand.') || path === 'supportText');
  const baseDraft = draftOf(own, base.settings);
  const [draft, setDraft] = useState(baseDraft);
  const { save, ...saving } = useSaveApplication(base);
  const settings = patchOf(own, draft, baseDraft);
  const set = (path: string, value: string | boolean) => setDraft({ ...draft, [path]: value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save({ settings });
  };
  const colour = String(draft['brand.colour']);
  return (
    <form className="stack" onSubmit={submit}>
      <div className="with-preview">
        <Card title="Branding">
          {own.map((field) => (
            <div key={field.path} className="stack tight">
              <SettingInput
                field={field}
                value={draft[field.path] ?? ''}
                onChange={(value) => set(field.path, value)}
                problem={saving.problem}
                isDisabled={!may('admin')}
              />
              {field.path === 'brand.colour' && may('admin') ? (
                <ColourChoice value={colour} set={(value) => set(field.path, value)} />
              ) : null}
              {field.path === 'brand.logo' && may('admin') ? (
                <LogoChoice value={String(draft[field.path])} set={(value) => set(field.path, value)} />
              ) : null}
            </div>
          ))}
        </Card>
        <BrandPreview
          name={String(draft['brand.name']) || base.name}
          logo={String(draft['brand.logo'])}
          colour={colour}
          supportText={String(draft['supportText'])}
        />
      </div>
      <SaveBar
        {...saving}
        base={base}
        isChanged={Object.keys(settings).length > 0}
        shownElsewhere={own.map(({ path }) => `settings.${path}`)}
      />
    </form>
  );
}
