export type FieldChange =
  | { readonly field: string; readonly before: unknown; readonly after: unknown }
  | { readonly field: string; readonly secret: true };

const longest = 400;

function text(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  const whole = typeof value === 'string' ? value : JSON.stringify(value);
  return whole.length > longest ? `${whole.slice(0, longest)}…` : whole;
}

/** From what to what, field by field; of a secret only that it changed. */
export function FieldChanges({ changes }: { readonly changes: readonly FieldChange[] }) {
  if (changes.length === 0) return null;
  return (
    <dl className="differences">
      {changes.map((change) => (
        <div key={change.field} className="difference">
          <dt>
            <code>{change.field.replace(/^settings\./, '')}</code>
          </dt>
          <dd>
            {'secret' in change ? (
              <span className="soft">changed; it is never shown</span>
            ) : (
              <>
                <del>{text(change.before)}</del> <span aria-hidden="true">→</span> <ins>{text(change.after)}</ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
