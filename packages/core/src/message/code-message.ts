import type { Channel } from '../records.js';
import { durationText } from './duration-text.js';
import type { Locale, LocaleCatalogue } from './locale-catalogue.js';
import type { MessageTemplate } from './message-template.js';
import { userText, userTextLimits } from './user-text.js';

/** What a code approves. Both parts are in every message of the challenge. */
export interface Binding {
  readonly amount: string;
  readonly payee: string;
}

export interface RenderedMessage {
  /** Email only. */
  readonly subject?: string;
  readonly text: string;
  /** Email only. */
  readonly html?: string;
}

export interface CodeMessageInput {
  readonly channel: Channel;
  readonly code: string;
  /** `sign-in`, `recovery`, ...: named in the message when the locale knows it. */
  readonly purpose: string;
  readonly brandName: string | null;
  /** Whole minutes that the code is good for. */
  readonly minutes: number;
  /** A tag that `chooseLocale` gave. */
  readonly locale: string;
  readonly catalogue: LocaleCatalogue;
  /** Host of the origin-bound last line of an SMS. */
  readonly smsHost: string | null;
  readonly binding?: Binding | null;
  /** The application's own words, in place of the built-in ones. */
  readonly template?: MessageTemplate | null;
  readonly variables?: Readonly<Record<string, string>>;
}

/** The words of one message, made harmless: what the renderers and templates put in. */
export interface MessageWords {
  readonly code: string;
  /** Empty when the application has no brand name. */
  readonly brand: string;
  readonly minutes: string;
  readonly duration: string;
  /** Empty when the locale has no phrase for the purpose. */
  readonly purpose: string;
  readonly binding: Binding | null;
  readonly variables: Readonly<Record<string, string>>;
}

export function messageWords(input: CodeMessageInput, locale: Locale): MessageWords {
  const { code, purpose, minutes, binding, variables } = input;
  const { purposes } = locale.strings;
  const clean = (text: string, maxLength: number) => userText(text, { maxLength, codeLength: code.length });
  return {
    code,
    brand: clean(input.brandName ?? '', userTextLimits.brand),
    minutes: String(minutes),
    duration: durationText(minutes, locale),
    purpose: Object.hasOwn(purposes, purpose) ? (purposes[purpose] ?? '') : '',
    binding: binding
      ? {
          // An amount may have as many digits as the code, and is never dropped.
          amount: userText(binding.amount, { maxLength: userTextLimits.amount, codeLength: null }),
          payee: clean(binding.payee, userTextLimits.payee),
        }
      : null,
    variables: Object.fromEntries(
      Object.entries(variables ?? {}).map(([name, text]) => [name, clean(text, userTextLimits.variable)]),
    ),
  };
}
