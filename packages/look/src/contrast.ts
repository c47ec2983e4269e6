/** Colours as [red, green, blue] from 0 to 255. */
export type Colour = readonly [number, number, number];

export const white: Colour = [255, 255, 255];
export const black: Colour = [0, 0, 0];

export function parseColour(text: string): Colour | undefined {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (!digits) return undefined;
  return [1, 2, 3].map((place) => Number.parseInt(digits[place] ?? '', 16)) as unknown as Colour;
}

export function formatColour(colour: Colour): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** WCAG 2.2, definition of relative luminance. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, definition of contrast ratio: 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever reads better on this colour: at least 4.58 to 1 on any. */
export function textOn(background: Colour): Colour {
  return contrast(background, white) >= contrast(background, black) ? white : black;
}

function mix(colour: Colour, target: Colour, share: number): Colour {
  return colour.map((part, place) => part + ((target[place] ?? 0) - part) * share) as unknown as Colour;
}

/** The colour itself, or as little darker or lighter as it needs to be read on this background (WCAG 1.4.3: 4.5 to 1). */
export function readableOn(background: Colour, colour: Colour, least = 4.5): Colour {
  const target = textOn(background);
  for (let step = 0; step < 20; step += 1) {
    const candidate = mix(colour, target, step / 20);
    if (contrast(candidate, background) >= least) return candidate;
  }
  return target;
}
