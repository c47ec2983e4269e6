const inlineTags = new Set(['b', 'bdi', 'code', 'em', 'i', 'small', 'span', 'strong', 'sub', 'sup', 'u']);
const blockTags = new Set(
  'blockquote br div h1 h2 h3 h4 hr li ol p pre table tbody td tfoot th thead tr ul'.split(' '),
);
const attributes = new Set(
  'align bgcolor border cellpadding cellspacing colspan dir height lang role rowspan style valign width'.split(' '),
);

const tag = /<[^<>]*>/g;
const tagShape = /^<\/?([a-z][a-z0-9]*)((?:\s+[a-z]+="[^"]*")*)\s*\/?>$/i;
const attributeShape = /([a-z]+)="([^"]*)"/gi;
const styleValue = /^[\w\s:;,.#%()'!-]*$/;
const plainValue = /^[\w#%. -]*$/;
/** Styles that load something or run something. */
const activeStyle = /url|expression|behavior|import|image/i;
const entity = /&(#?\w*);?/g;
const knownEntities = new Set(['amp', 'lt', 'gt', 'quot', '#39', 'nbsp']);

/** Names what is not on the list of harmless tags, attributes, styles and entities. A link, an image or a script is never on it. */
export function findHtmlProblems(html: string): string[] {
  const problems = [...html.matchAll(tag)].flatMap(([text]) => findTagProblems(text));
  if (/[<>]/.test(html.replaceAll(tag, ''))) problems.push('has a < or > that is no tag: write &lt; or &gt;');
  for (const [whole, name] of html.matchAll(entity)) {
    const known = knownEntities.has(name ?? '') && whole.endsWith(';');
    if (!known) problems.push(`has ${whole}: write the character itself, and & as &amp;`);
  }
  return problems;
}

/** The text a reader sees, with a space where a block begins or ends. */
export function htmlToVisibleText(html: string): string {
  return html
    .replaceAll(tag, (text) => (inlineTags.has(tagName(text)) ? '' : ' '))
    .replaceAll('&nbsp;', ' ')
    .replaceAll(entity, '&');
}

function findTagProblems(text: string): string[] {
  const shape = tagShape.exec(text);
  if (shape === null) return [`has ${shorten(text)}, which is no plain tag with attributes in double quotes`];
  const name = tagName(text);
  if (!inlineTags.has(name) && !blockTags.has(name)) return [`has <${name}>, which is not allowed in a code message`];
  return [...(shape[2] ?? '').matchAll(attributeShape)].flatMap(([whole, attribute, value]) =>
    isAllowed((attribute ?? '').toLowerCase(), value ?? '') ? [] : [`has ${shorten(whole)}, which is not allowed`],
  );
}

function isAllowed(attribute: string, value: string): boolean {
  if (attribute === 'style') return styleValue.test(value) && !activeStyle.test(value);
  return attributes.has(attribute) && plainValue.test(value);
}

function tagName(text: string): string {
  return (tagShape.exec(text)?.[1] ?? '').toLowerCase();
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
