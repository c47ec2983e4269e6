import { toDataURL, toString } from 'qrcode';

export interface QrCode {
  readonly svg: string;
  /** A data URL. */
  readonly png: string;
}

/** Four modules of quiet zone, as ISO/IEC 18004 asks. */
const drawing = { errorCorrectionLevel: 'M', margin: 4 } as const;
/** Pixels: sharp on a phone without being scaled. */
const pngWidth = 400;

/** Drawn here and nowhere else: the text holds a secret. */
export async function drawQrCode(text: string): Promise<QrCode> {
  const [svg, png] = await Promise.all([
    toString(text, { ...drawing, type: 'svg' }),
    toDataURL(text, { ...drawing, width: pngWidth }),
  ]);
  return { svg, png };
}
