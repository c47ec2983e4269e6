import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { Notice } from '../ui/notice.js';
import { directionOf } from './locale-names.js';
import { MailFrame } from './mail-frame.js';
import type { TemplateDraft } from './template-draft.js';
import type { Preview } from './use-preview.js';

function SmsBubble({ preview, locale }: { readonly preview: Preview; readonly locale: string }) {
  const segments = preview.segments ?? 1;
  return (
    <div className="stack">
      <div className="phone">
        <p className="bubble" dir={directionOf(locale)} lang={locale}>
          {preview.text}
        </p>
      </div>
      <p className="row">
        <Badge kind={segments > 1 ? 'warn' : 'good'}>{segments === 1 ? 'one segment' : `${segments} segments`}</Badge>
        <span className="soft">
          {preview.encoding}, {Array.from(preview.text).length} characters
        </span>
      </p>
    </div>
  );
}

function MailView({ preview, locale }: { readonly preview: Preview; readonly locale: string }) {
  return (
    <div className="stack">
      <p dir={directionOf(locale)} lang={locale}>
        <span className="soft">Subject: </span>
        <strong>{preview.subject}</strong>
      </p>
      {preview.html === null ? null : <MailFrame mail={preview.html} />}
      <details>
        <summary>As plain text</summary>
        <pre className="plain-mail" dir={directionOf(locale)} lang={locale}>
          {preview.text}
        </pre>
      </details>
    </div>
  );
}

/** The message with sample values, as it would go out. */
export function TemplatePreview({
  draft,
  preview,
  isStale,
}: {
  readonly draft: TemplateDraft;
  readonly preview: Preview | undefined;
  /** The texts break a rule, so this is the message before. */
  readonly isStale: boolean;
}) {
  return (
    <Card title="Preview" help="With sample values, as it would go out.">
      <div className={isStale ? 'stack stale' : 'stack'} aria-live="polite" aria-busy={preview === undefined}>
        {preview === undefined ? <p className="soft">It appears as soon as the texts keep the rules.</p> : null}
        {preview && draft.channel === 'sms' ? <SmsBubble preview={preview} locale={draft.locale} /> : null}
        {preview && draft.channel === 'email' ? <MailView preview={preview} locale={draft.locale} /> : null}
        {preview?.warnings.map((warning) => (
          <Notice key={warning} kind="warn">
            <p>{warning}</p>
          </Notice>
        ))}
      </div>
    </Card>
  );
}
