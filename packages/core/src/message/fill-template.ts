import type { MessageWords } from './code-message.js';
import { htmlCode } from './email-html.js';
import { escapeHtml } from './escape-html.js';
import type { PlaceholderName, TemplateToken } from './template-tokens.js';

/** How each kind of piece is written in one format. */
interface Writer {
  readonly literal: (text: string) => string;
  readonly word: (text: string) => string;
  readonly code: (code: string) => string;
}

const asIs = (text: string) => text;
const writers = {
  text: { literal: asIs, word: asIs, code: asIs },
  html: { literal: asIs, word: escapeHtml, code: escapeHtml },
  /** HTML from a text template. */
  textAsHtml: { literal: escapeHtml, word: escapeHtml, code: htmlCode },
} as const satisfies Record<string, Writer>;

/** Puts the words into a template, in one pass. An empty word takes the space before it along. */
export function fillTemplate(
  tokens: readonly TemplateToken[],
  words: MessageWords,
  format: keyof typeof writers,
): string {
  const writer = writers[format];
  let filled = '';
  for (const token of tokens) {
    const piece = writeToken(token, words, writer);
    filled = piece === '' && filled.endsWith(' ') ? filled.slice(0, -1) : filled + piece;
  }
  return filled.trim();
}

function writeToken(token: TemplateToken, words: MessageWords, writer: Writer): string {
  if (token.kind === 'text') return writer.literal(token.text);
  if (token.kind === 'placeholder') {
    return token.name === 'code' ? writer.code(words.code) : writer.word(wordOf(token.name, words));
  }
  return writer.word(Object.hasOwn(words.variables, token.name) ? (words.variables[token.name] ?? '') : '');
}

function wordOf(name: Exclude<PlaceholderName, 'code'>, words: MessageWords): string {
  if (name === 'amount' || name === 'payee') return words.binding?.[name] ?? '';
  return words[name];
}
