import { formatColour, parseColour, readableOn, textOn } from '@otpost/look/contrast';
import type { CSSProperties } from 'react';
import { Card } from '../ui/card.js';

interface BrandPreviewProps {
  readonly name: string;
  readonly logo: string;
  readonly colour: string;
  readonly supportText: string;
}

const ownColour = '#2f4fd0';
/** `--raised` of the hosted pages in light and dark, on which text has the least contrast. */
const grounds = { light: [247, 248, 250], dark: [31, 35, 42] } as const;

function styleOf(colour: string, scheme: keyof typeof grounds): CSSProperties {
  const brand = parseColour(colour) ?? parseColour(ownColour);
  if (!brand) return {};
  return {
    '--brand': formatColour(brand),
    '--on-brand': formatColour(textOn(brand)),
    '--brand-ink': formatColour(readableOn(grounds[scheme], brand)),
  } as CSSProperties;
}

function SamplePage({ scheme, ...brand }: BrandPreviewProps & { readonly scheme: keyof typeof grounds }) {
  return (
    <div className={`sample ${scheme}`} style={styleOf(brand.colour, scheme)} aria-hidden="true">
      <div className="sample-head">
        {/* Pages show only a picture that is given whole, as they ask no other host. */}
        {brand.logo.startsWith('data:image/') ? <img src={brand.logo} alt="" /> : null}
        <strong>{brand.name}</strong>
      </div>
      <div className="sample-card">
        <strong>Enter the code</strong>
        <span>We sent it to a•••@example.com</span>
        <span className="sample-code">123 456</span>
        <span className="sample-button">Continue</span>
        <span className="sample-link">Try another way</span>
      </div>
      {brand.supportText === '' ? null : <p>{brand.supportText}</p>}
    </div>
  );
}

/** The hosted pages with these settings, in both themes. */
export function BrandPreview(brand: BrandPreviewProps) {
  const isElsewhere = brand.logo.startsWith('https:');
  return (
    <Card
      title="Preview"
      help="The hosted pages, in light and dark. The colour is shifted where text would be hard to read."
    >
      <div className="samples">
        <SamplePage {...brand} scheme="light" />
        <SamplePage {...brand} scheme="dark" />
      </div>
      {isElsewhere ? (
        <p className="help">
          The logo stands at another address, and the hosted pages ask no other host. Choose a picture instead.
        </p>
      ) : null}
    </Card>
  );
}
