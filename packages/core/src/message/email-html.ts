import { escapeHtml } from './escape-html.js';
import type { Locale } from './locale-catalogue.js';

const textStyle = 'margin:0 0 16px;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif';
const codeStyle =
  'font:700 32px/1.25 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:4px;user-select:all';

/**
 * The frame of every HTML mail: language, direction, and no colours of its own, so that light and dark mode both read
 * well. `format-detection` keeps mail programs from making a phone number of the code.
 */
export function emailDocument(subject: string, body: string, locale: Locale): string {
  const { direction } = locale.strings;
  return `<!doctype html>
<html lang="${locale.tag}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:24px">
<div lang="${locale.tag}" dir="${direction}" style="max-width:480px;margin:0 auto">
${body}
</div>
</body>
</html>
`;
}

/** Expects HTML: escape the text first. */
export function htmlParagraph(html: string): string {
  return `<p style="${textStyle}">${html}</p>`;
}

/** The code, large, left to right in every language, selected whole by one tap. */
export function htmlCode(code: string): string {
  return `<strong dir="ltr" style="${codeStyle}">${escapeHtml(code)}</strong>`;
}

/** A link that is also shown whole, so that one sees where it leads before it is followed. */
export function htmlLink(url: string, words: string): string {
  const address = escapeHtml(url);
  return `<a href="${address}" style="font-weight:700">${escapeHtml(words)}</a><br><span dir="ltr" style="word-break:break-all">${address}</span>`;
}
