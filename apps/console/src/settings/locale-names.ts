const names = new Intl.DisplayNames(['en'], { type: 'language' });
const rightToLeft = /^(ar|dv|fa|he|ps|sd|ug|ur|yi)(-|$)/;

/** `German (de)`. */
export function localeName(tag: string): string {
  try {
    const name = names.of(tag) ?? tag;
    return name === tag ? tag : `${name} (${tag})`;
  } catch {
    return tag;
  }
}

export function directionOf(tag: string): 'ltr' | 'rtl' {
  return rightToLeft.test(tag) ? 'rtl' : 'ltr';
}
