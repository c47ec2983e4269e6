import { invalidField, invalidRequest } from '../../errors.js';
import { type MessageTemplate, parseTemplate, type TemplateSource } from '../../message/message-template.js';
import type { Store } from '../../store-port.js';

/** Throws `invalid_request` that names every problem of the texts at once. */
export function requireTemplate({ channel, subject, text, html }: TemplateSource): MessageTemplate {
  const parsed = parseTemplate({ channel, subject, text, html });
  if (!parsed.ok) throw invalidRequest(parsed.errors);
  return parsed.template;
}

/** Throws `invalid_request` unless the application exists; null stands for all of them. */
export async function requireOwner(store: Store, applicationId: string | null): Promise<void> {
  if (applicationId !== null && !(await store.applications.get(applicationId))) {
    throw invalidField('applicationId', 'is no application');
  }
}
