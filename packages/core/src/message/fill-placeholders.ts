const placeholder = /\{\{([a-z]+)\}\}/g;

/** Puts values into a string of a locale, in one pass: a value that looks like a placeholder stays as it is. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(placeholder, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

export function findPlaceholders(text: string): string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? '');
}
