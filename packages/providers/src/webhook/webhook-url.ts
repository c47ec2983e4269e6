import { type PlaceholderValues, renderTemplate } from './template.js';

/** The part that decides where a request goes, and the part that may hold placeholders. */
export function splitUrl(text: string): { base: string; query: string } {
  const mark = text.indexOf('?');
  return mark === -1 ? { base: text, query: '' } : { base: text.slice(0, mark), query: text.slice(mark) };
}

/** The URL of one request, its values encoded. */
export function renderUrl(text: string, values: PlaceholderValues): URL {
  const { base, query } = splitUrl(text);
  const url = new URL(base);
  url.search = renderTemplate(query, values, encodeURIComponent);
  return url;
}
