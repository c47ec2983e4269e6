import { type CodeMessageInput, messageWords } from './code-message.js';
import type { LocaleCatalogue } from './locale-catalogue.js';
import type { MessageTemplate } from './message-template.js';
import { renderTemplate } from './render-template.js';
import { countSegments, findNonGsmCharacters, type SmsEncoding } from './sms-segments.js';
import { holdsPlaceholder, type TemplateToken } from './template-tokens.js';

/** More different characters than this are a script of their own, and no slip of a keyboard. */
const mostSlips = 5;

export interface TemplatePreviewInput {
  readonly brandName: string | null;
  readonly locale: string;
  readonly catalogue: LocaleCatalogue;
  readonly smsHost: string | null;
}

export interface TemplatePreview {
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  /** SMS only. */
  readonly segments: number | null;
  /** SMS only. */
  readonly encoding: SmsEncoding | null;
  /** Sentences for the admin; a template may be saved with them. */
  readonly warnings: readonly string[];
}

/** Shows a template with sample values, and what the admin should know before using it. */
export function previewTemplate(template: MessageTemplate, input: TemplatePreviewInput): TemplatePreview {
  const locale = input.catalogue.get(input.locale);
  const words = messageWords({ ...input, ...sampleValues(template) }, locale);
  const { subject, text, html } = renderTemplate(template, words, input.smsHost, locale);
  const size = template.channel === 'sms' ? countSegments(text) : null;
  return {
    subject: subject ?? null,
    text,
    html: html ?? null,
    segments: size?.segments ?? null,
    encoding: size?.encoding ?? null,
    warnings: [...contentWarnings(template), ...(size === null ? [] : sizeWarnings(text, size.segments))],
  };
}

function sampleValues(template: MessageTemplate): Omit<CodeMessageInput, keyof TemplatePreviewInput> {
  return {
    channel: template.channel,
    code: '123456',
    purpose: 'sign-in',
    minutes: 10,
    binding: usesBinding(template) ? { amount: 'EUR 12.50', payee: 'Example Shop' } : null,
    variables: Object.fromEntries(template.variableNames.map((name) => [name, name])),
  };
}

function contentWarnings(template: MessageTemplate): string[] {
  const { subject, text, html } = template;
  const parts = html === null ? [text] : [text, html];
  const lacks = (name: 'minutes' | 'purpose') => parts.some((tokens) => !holdsPlaceholder(tokens, name));
  const warnings: string[] = [];
  if (lacks('minutes')) warnings.push('Without {{minutes}} it does not say how long the code is good for.');
  if (lacks('purpose') && !usesBinding(template)) {
    warnings.push('Without {{purpose}} it says what the code is for only if your own words do.');
  }
  if (holdsPlaceholder(subject ?? [], 'code')) warnings.push('A code in the subject can be read on a locked screen.');
  if (usesBinding(template)) warnings.push('{{amount}} and {{payee}} are empty when a challenge has no binding.');
  return warnings;
}

function sizeWarnings(text: string, segments: number): string[] {
  const warnings: string[] = [];
  if (segments > 1) warnings.push(`It takes ${segments} segments, each billed as one SMS; a code should fit in one.`);
  const slips = findNonGsmCharacters(text);
  if (slips.length > 0 && slips.length <= mostSlips) {
    warnings.push(`Because of ${slips.join(' ')} a segment holds 70 characters instead of 160.`);
  }
  return warnings;
}

function usesBinding({ subject, text, html }: MessageTemplate): boolean {
  const tokens: readonly TemplateToken[] = [...(subject ?? []), ...text, ...(html ?? [])];
  return holdsPlaceholder(tokens, 'amount') || holdsPlaceholder(tokens, 'payee');
}
