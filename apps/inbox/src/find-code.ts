/** The last line of a text message that browsers read: `@login.example #123456`. */
const originBoundLine = /^@\S+ #([0-9]{4,10})$/m;
/** A run of digits that is no part of a word, a phone number, an amount, a date or a URL. No space before it is asked: Chinese has none. */
const standingDigits = /(?<![A-Za-z0-9+.,/-])[0-9]{4,10}(?![A-Za-z0-9]|[.,/-][0-9])/;

/** The code in the text of a message, as a person would find it. The page loads this file too. */
export function findCode(text: string): string | undefined {
  return originBoundLine.exec(text)?.[1] ?? standingDigits.exec(text)?.[0];
}
