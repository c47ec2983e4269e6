/** What a template may name. `secret` is the config's own; it keeps API keys out of readable settings. */
export const placeholderNames = ['to', 'text', 'code', 'subject', 'id', 'locale', 'secret'] as const;
export type PlaceholderName = (typeof placeholderNames)[number];
export type PlaceholderValues = Readonly<Record<PlaceholderName, string>>;

/** How a value is written so that it cannot end the string it stands in. */
export type Escape = (value: string) => string;

const placeholder = /\{\{([^{}]*)\}\}/g;

/** The names in a template, in order, known or not. */
export function placeholdersIn(template: string): string[] {
  return [...template.matchAll(placeholder)].map(([, name = '']) => name.trim());
}

export function isPlaceholderName(name: string): name is PlaceholderName {
  return (placeholderNames as readonly string[]).includes(name);
}

/** Writes the values into the template, once: text that looks like a placeholder stays text. */
export function renderTemplate(template: string, values: PlaceholderValues, escape: Escape): string {
  return template.replace(placeholder, (whole, inner: string) => {
    const name = inner.trim();
    return isPlaceholderName(name) ? escape(wellFormed(values[name])) : whole;
  });
}

const escapes: Readonly<Record<string, Escape>> = {
  'application/json': (value) => JSON.stringify(value).slice(1, -1),
  'application/x-www-form-urlencoded': encodeURIComponent,
  'text/plain': (value) => value,
  'application/xml': escapeXml,
  'text/xml': escapeXml,
};

export const escapableTypes: readonly string[] = Object.keys(escapes);

/** The escaping of a content type, parameters such as the charset left aside; undefined when there is none. */
export function escapeFor(contentType: string): Escape | undefined {
  return escapes[mediaTypeOf(contentType)];
}

export function mediaTypeOf(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

function escapeXml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A lone surrogate cannot be encoded for a URL, and is no text in UTF-8 either. */
function wellFormed(value: string): string {
  return value.replace(/\p{Cs}/gu, '\ufffd');
}
