import { type ErrorCode, errorCatalogue } from '@otpost/core/errors';
import { errorGuide } from './error-guide.js';
import { htmlPage } from './html-page.js';

const codes = Object.keys(errorCatalogue) as ErrorCode[];

function toHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll(/`([^`]*)`/g, '<code>$1</code>');
}

function section(code: ErrorCode): string {
  const { status, title } = errorCatalogue[code];
  const { meaning, mend } = errorGuide[code];
  return `<section id="${code}"><h2><a href="#${code}">${code}</a> <small>${status}</small></h2>
<p>${toHtml(title)}.</p><p>${toHtml(meaning)}</p><p><strong>What to do.</strong> ${toHtml(mend)}</p></section>`;
}

/** The page that the `type` of every problem points to. */
export const errorsPage = htmlPage({
  title: 'Errors',
  styles: ['page.css'],
  scripts: [],
  body: `<main><h1>Errors</h1><p>Every error is <code>application/problem+json</code>. A program looks at <code>code</code>;
<code>detail</code> is for people. <a href="../docs">All paths</a></p>${codes.map(section).join('\n')}</main>`,
});
