import {
  escapableTypes,
  escapeFor,
  isPlaceholderName,
  mediaTypeOf,
  type PlaceholderValues,
  placeholdersIn,
  renderTemplate,
} from './template.js';
import { urlFault } from './url-fault.js';
import { splitUrl } from './webhook-url.js';

/** What the fields say together is checked before the config exists. */
export interface WebhookForm {
  readonly url: string;
  readonly secret?: string | undefined;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface FormFault {
  readonly field: 'url' | 'secret' | 'method' | 'headers' | 'body';
  readonly message: string;
}

/** Standard Webhooks 1.0.0: `whsec_` and the base64 of 24 to 64 random bytes. */
const signingSecret = /^whsec_(?=.{32,88}$)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** True when the admin describes the request; otherwise it is a Standard Webhook. */
export function isOwnForm({ url, method, body }: Pick<WebhookForm, 'url' | 'method' | 'body'>): boolean {
  return body !== undefined || method === 'GET' || placeholdersIn(url).length > 0;
}

export function contentTypeOf(headers: WebhookForm['headers']): string {
  const given = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
  return given?.[1] ?? 'application/json';
}

/** What is wrong between the fields; each alone has been checked. */
export function checkForm(config: WebhookForm): FormFault[] {
  return [...urlFaults(config.url), ...(isOwnForm(config) ? ownFormFaults(config) : standardFormFaults(config))];
}

function urlFaults(text: string): FormFault[] {
  const { base, query } = splitUrl(text);
  const fault = (message: string) => [{ field: 'url' as const, message }];
  if (placeholdersIn(base).length > 0)
    return fault('{{...}} may stand after the ? only, so that no message can change the receiver');
  if (text.includes('#')) return fault('No # in the address');
  if (/[\s\\\p{Cc}]/u.test(text)) return fault('No spaces, backslashes or control characters in the address');
  if (!URL.canParse(base)) return fault('Write the whole address: https://example.com/messages');
  // Whether private addresses may be called is the operator's matter, and not known here.
  const found = urlFault(new URL(base), true);
  return found === undefined ? unknownPlaceholders('url', query) : fault(found);
}

function standardFormFaults({ secret, method, headers }: WebhookForm): FormFault[] {
  const faults: FormFault[] = [];
  if (secret !== undefined && !signingSecret.test(secret)) {
    faults.push({ field: 'secret', message: 'whsec_ and 24 to 64 random bytes in base64' });
  }
  if (method !== 'POST') faults.push({ field: 'method', message: 'Without a body of your own the method is POST' });
  if (Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) {
    faults.push({ field: 'headers', message: 'Without a body of your own the content type is application/json' });
  }
  return faults;
}

function ownFormFaults({ url, secret, method, headers, body }: WebhookForm): FormFault[] {
  const names = [...placeholdersIn(splitUrl(url).query), ...placeholdersIn(body ?? '')];
  const field = body === undefined ? 'url' : 'body';
  const faults: FormFault[] = [];
  if (method === 'GET' && body !== undefined) faults.push({ field: 'body', message: 'A GET request has no body' });
  if (!names.includes('to'))
    faults.push({ field, message: 'There is no {{to}}: the gateway would not know whom to send to' });
  if (!names.includes('text') && !names.includes('code'))
    faults.push({ field, message: 'There is no {{text}} and no {{code}}' });
  const usesSecret = [...names, ...Object.values(headers).flatMap(placeholdersIn)].includes('secret');
  if (usesSecret && secret === undefined)
    faults.push({ field: 'secret', message: '{{secret}} is used, but there is none' });
  return [...faults, ...(body === undefined ? [] : bodyFaults(body, headers))];
}

function bodyFaults(body: string, headers: WebhookForm['headers']): FormFault[] {
  const contentType = contentTypeOf(headers);
  const escape = escapeFor(contentType);
  if (!escape) return [{ field: 'headers', message: `The content type must be one of ${escapableTypes.join(', ')}` }];
  const unknown = unknownPlaceholders('body', body);
  if (unknown.length > 0 || mediaTypeOf(contentType) !== 'application/json') return unknown;
  try {
    JSON.parse(renderTemplate(body, sample, escape));
    return [];
  } catch {
    return [
      { field: 'body', message: 'With its values filled in this is not JSON; each {{...}} stands between quotes' },
    ];
  }
}

/** A word, so that a placeholder outside quotes shows. */
const sample: PlaceholderValues = { to: 'a', text: 'b', code: 'c', subject: 'd', id: 'e', locale: 'f', secret: 'g' };

function unknownPlaceholders(field: 'url' | 'body', template: string): FormFault[] {
  const unknown = placeholdersIn(template).filter((name) => !isPlaceholderName(name));
  return unknown.map((name) => ({ field, message: `{{${name}}} is not known` }));
}
