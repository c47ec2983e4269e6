import type { FieldError } from '../errors.js';
import type { Channel } from '../records.js';
import { findLink } from './links.js';
import { findHtmlProblems, htmlToVisibleText } from './template-html.js';
import { countPlaceholder, readTemplateTokens, type TemplateToken } from './template-tokens.js';

/** Longest source of each field, in characters. */
export const templateLimits = { subject: 200, text: 2_000, html: 20_000 } as const;

/** What an admin writes. The fields of a stored template fit. */
export interface TemplateSource {
  readonly channel: Channel;
  /** Email only; null: the built-in subject. */
  readonly subject: string | null;
  readonly text: string;
  /** Email only, the inner part of the body; null: made from the text. */
  readonly html: string | null;
}

/** A template that passed every rule. */
export interface MessageTemplate {
  readonly channel: Channel;
  readonly subject: readonly TemplateToken[] | null;
  readonly text: readonly TemplateToken[];
  readonly html: readonly TemplateToken[] | null;
  /** What it takes from `variables`; one that is not given is written as nothing. */
  readonly variableNames: readonly string[];
}

export type ParsedTemplate =
  | { readonly ok: true; readonly template: MessageTemplate }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

interface ParsedField {
  readonly tokens: readonly TemplateToken[];
  readonly problems: readonly string[];
}

/** Checks a template of an admin; every problem is named at once. The host line of an SMS is ours alone and comes after it. */
export function parseTemplate(source: TemplateSource): ParsedTemplate {
  const subject = source.subject === null ? null : parseSubject(source.subject);
  const text = parseText(source.text);
  const html = source.html === null ? null : parseHtml(source.html);
  const errors = [
    ...toErrors('subject', [...(subject?.problems ?? []), ...notForSms(source, subject)]),
    ...toErrors('text', text.problems),
    ...toErrors('html', [...(html?.problems ?? []), ...notForSms(source, html)]),
  ];
  if (errors.length > 0) return { ok: false, errors };
  const fields = [subject?.tokens ?? [], text.tokens, html?.tokens ?? []];
  const template = {
    channel: source.channel,
    subject: subject?.tokens ?? null,
    text: text.tokens,
    html: html?.tokens ?? null,
    variableNames: namesOfVariables(fields.flat()),
  };
  return { ok: true, template };
}

function parseSubject(source: string): ParsedField {
  if (source.length > templateLimits.subject) return tooLong(templateLimits.subject);
  const { tokens, problems } = readTemplateTokens(source);
  const broken = /[\p{Cc}\p{Zl}\p{Zp}]/u.test(source) ? ['must be one line'] : [];
  const empty = source.trim() === '' ? ['must not be empty'] : [];
  return { tokens, problems: [...problems, ...broken, ...empty, ...findTextProblems(source)] };
}

function parseText(source: string): ParsedField {
  if (source.length > templateLimits.text) return tooLong(templateLimits.text);
  const { tokens, problems } = readTemplateTokens(source.replaceAll('\r\n', '\n'));
  return { tokens, problems: [...problems, ...findCodeProblems(tokens), ...findTextProblems(source)] };
}

function parseHtml(source: string): ParsedField {
  if (source.length > templateLimits.html) return tooLong(templateLimits.html);
  const { tokens, problems } = readTemplateTokens(source.replaceAll('\r\n', '\n'));
  const content = [...findHtmlProblems(source), ...findTextProblems(htmlToVisibleText(source))];
  return { tokens, problems: [...problems, ...findCodeProblems(tokens), ...content] };
}

function findCodeProblems(tokens: readonly TemplateToken[]): string[] {
  const codes = countPlaceholder(tokens, 'code');
  if (codes === 1) return [];
  return [codes === 0 ? 'must hold {{code}}' : 'must hold {{code}} once only'];
}

function findTextProblems(text: string): string[] {
  const problems: string[] = [];
  // A placeholder stands for any word, so that `{{brand}}.com` is seen as the link it would become.
  const link = findLink(text.replaceAll(/\{\{[^{}]*\}\}/g, 'word'));
  if (link !== null) problems.push(`must not hold a link, a host or an @: ${link.slice(0, 60)}`);
  if (/[\u202a-\u202e\u2066-\u2069]|(?![\t\n\r])\p{Cc}/u.test(text)) problems.push('must not hold control characters');
  return problems;
}

function notForSms({ channel }: TemplateSource, field: ParsedField | null): string[] {
  return channel === 'sms' && field !== null ? ['is for email only'] : [];
}

function tooLong(limit: number): ParsedField {
  return { tokens: [], problems: [`must have at most ${limit} characters`] };
}

function toErrors(field: string, problems: readonly string[]): FieldError[] {
  return problems.map((message) => ({ field, message }));
}

function namesOfVariables(tokens: readonly TemplateToken[]): string[] {
  return [...new Set(tokens.flatMap((token) => (token.kind === 'variable' ? [token.name] : [])))];
}
