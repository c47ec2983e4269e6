import { formatColour, parseColour, readableOn, textOn } from '@otpost/look/contrast';

/** Ours, for an application without a colour: the same as in tokens.css. */
const ownColour = '#2f4fd0';
/** `--raised` of tokens.css, on which text has the least contrast, in light and dark. */
const surfaces = { light: [247, 248, 250], dark: [31, 35, 42] } as const;

/** Gives the page the application's colour, as text and as background, readable in both schemes. */
export function applyBrand(text: string | null): void {
  const colour = parseColour(text ?? ownColour);
  if (!colour) return;
  const { style } = document.documentElement;
  style.setProperty('--brand', formatColour(colour));
  style.setProperty('--on-brand', formatColour(textOn(colour)));
  style.setProperty('--brand-ink-light', formatColour(readableOn(surfaces.light, colour)));
  style.setProperty('--brand-ink-dark', formatColour(readableOn(surfaces.dark, colour)));
}
