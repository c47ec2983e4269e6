import { toDataURL, toString } from 'qrcode';

export interface QrCode {
  readonly svg: string;
  /** A data URL. */
  readonly png: string;
}

/** Four modules of quiet zone, as ISO/IEC 18004 asks. */
const margin = 4;
/** What version 10 holds at level M (ISO/IEC 18004); a longer text gives up some correction to stay as coarse. */
const mostBytesOfLevelM = 213;
/** Whole pixels for each module, so that every one is as wide as the next: 205 to 325 pixels in all. */
const pngPixelsPerModule = 5;
/** One grey byte a pixel, without the search for a filter, which is for photographs: a third of the length. */
const pngOptions = { colorType: 0, filterType: 0, deflateStrategy: 0, deflateLevel: 6 };

/** Drawn here and nowhere else: the text holds a secret. */
export async function drawQrCode(text: string): Promise<QrCode> {
  const errorCorrectionLevel = Buffer.byteLength(text) > mostBytesOfLevelM ? 'L' : 'M';
  const drawing = { errorCorrectionLevel, margin } as const;
  const drawingOfPng = { ...drawing, scale: pngPixelsPerModule, rendererOpts: pngOptions };
  const [svg, png] = await Promise.all([toString(text, { ...drawing, type: 'svg' }), toDataURL(text, drawingOfPng)]);
  return { svg, png };
}
