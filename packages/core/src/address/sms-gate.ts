/** Every other type is refused, among them PREMIUM_RATE, SHARED_COST, PAGER, UAN, VOICEMAIL, TOLL_FREE, PERSONAL_NUMBER, VOIP. */
const typesThatReceiveCodes: ReadonlySet<string> = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE']);

/** Whether numbers of this type are phones that people carry. A type that is not known is refused: every valid number has one. */
export function numberTypeMayReceiveCodes(numberType: string | null): boolean {
  return numberType !== null && typesThatReceiveCodes.has(numberType);
}

/** `*` stands for every country; a number without a country (satellite, international premium) never passes. */
export function smsCountryAllowed(countries: readonly string[], country: string | null): boolean {
  return country !== null && (countries.includes('*') || countries.includes(country));
}
