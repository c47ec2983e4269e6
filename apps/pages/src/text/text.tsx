import { createContext, type ReactNode, useContext } from 'react';
import type en from '../locales/en.json';

export type TextKey = keyof typeof en;
export type Strings = Readonly<Record<TextKey, string>>;
type Values = Readonly<Record<string, string | number>>;

export interface Text {
  readonly locale: string;
  (key: TextKey, values?: Values): string;
  /** A date in the words of the locale. */
  date(time: string): string;
}

const files = import.meta.glob<{ default: Strings }>('../locales/*.json');

function fill(template: string, values: Values, numbers: Intl.NumberFormat): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}

/** The strings of a locale; English for one that has no file. */
export async function loadText(locale: string): Promise<Text> {
  const load = files[`../locales/${locale}.json`] ?? files['../locales/en.json'];
  if (!load) throw new Error('The English strings are missing');
  const { default: strings } = await load();
  const numbers = new Intl.NumberFormat(locale);
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const text = (key: TextKey, values: Values = {}) => fill(strings[key], values, numbers);
  return Object.assign(text, { locale, date: (time: string) => dates.format(new Date(time)) });
}

const TextContext = createContext<Text | null>(null);

export function TextProvider({ text, children }: { text: Text; children: ReactNode }) {
  return <TextContext value={text}>{children}</TextContext>;
}

export function useText(): Text {
  const text = useContext(TextContext);
  if (!text) throw new Error('There is no TextProvider above');
  return text;
}
