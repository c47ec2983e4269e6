export const placeholderNames = ['code', 'brand', 'minutes', 'purpose', 'amount', 'payee'] as const;
export type PlaceholderName = (typeof placeholderNames)[number];

/** A piece of a template: literal text, a placeholder of ours, or a variable of the application. */
export type TemplateToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly name: PlaceholderName }
  | { readonly kind: 'variable'; readonly name: string };

export interface Tokens {
  readonly tokens: readonly TemplateToken[];
  readonly problems: readonly string[];
}

const knownNames: ReadonlySet<string> = new Set(placeholderNames);
const variableName = /^variables\.([A-Za-z][A-Za-z0-9_]{0,39})$/;
/** Odd pieces are what stands between braces. */
const braces = /\{\{([^{}]*)\}\}/;

/** Splits a template at its placeholders. The set is closed: what is not in it is a problem, never code to run. */
export function readTemplateTokens(source: string): Tokens {
  const tokens: TemplateToken[] = [];
  const problems: string[] = [];
  for (const [index, piece] of source.split(braces).entries()) {
    const token = index % 2 === 0 ? readText(piece) : readPlaceholder(piece.trim());
    if (typeof token === 'string') problems.push(token);
    else if (token.kind !== 'text' || token.text !== '') tokens.push(token);
  }
  return { tokens, problems };
}

/** How often a template holds the placeholder. */
export function countPlaceholder(tokens: readonly TemplateToken[], name: PlaceholderName): number {
  return tokens.filter((token) => token.kind === 'placeholder' && token.name === name).length;
}

export function holdsPlaceholder(tokens: readonly TemplateToken[], name: PlaceholderName): boolean {
  return countPlaceholder(tokens, name) > 0;
}

function isPlaceholderName(name: string): name is PlaceholderName {
  return knownNames.has(name);
}

function readText(text: string): TemplateToken | string {
  if (text.includes('{{') || text.includes('}}')) return 'has {{ or }} that belongs to no placeholder';
  return { kind: 'text', text };
}

function readPlaceholder(name: string): TemplateToken | string {
  if (isPlaceholderName(name)) return { kind: 'placeholder', name };
  const variable = variableName.exec(name)?.[1];
  if (variable !== undefined) return { kind: 'variable', name: variable };
  const known = placeholderNames.map((each) => `{{${each}}}`).join(', ');
  return `has the unknown placeholder {{${name.slice(0, 40)}}}; there are ${known} and {{variables.name}}`;
}
