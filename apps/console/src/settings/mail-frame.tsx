import { useEffect, useRef, useState } from 'react';

const tag = /<[a-z][^>]*>/gi;
const styleElement = /<style[^>]*>([\s\S]*?)<\/style>/gi;
const inlineStyle = 'data-inline-style';

interface MailParts {
  readonly html: string;
  readonly sheet: string;
}

/** Our policy allows no inline style in a document, so styles are set by script, on elements that cannot run any. */
function partsOf(mail: string): MailParts {
  const sheet = [...mail.matchAll(styleElement)].map(([, rules = '']) => rules).join('\n');
  const bare = mail.replace(styleElement, '').replace(tag, (one) => one.replace(/\sstyle\s*=/gi, ` ${inlineStyle}=`));
  return { html: bare, sheet };
}

function show(frame: HTMLIFrameElement, mail: string): number {
  const shown = frame.contentDocument;
  const view = frame.contentWindow as (Window & { readonly CSSStyleSheet: typeof CSSStyleSheet }) | null;
  if (!shown || !view) return 0;
  const { html, sheet } = partsOf(mail);
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  for (const one of parsed.querySelectorAll('script, link, iframe, object, embed, meta, base, form')) one.remove();
  shown.documentElement.lang = parsed.documentElement.lang;
  shown.documentElement.dir = parsed.documentElement.dir;
  const body = shown.importNode(parsed.body, true);
  shown.body.replaceWith(body);
  for (const element of body.ownerDocument.querySelectorAll<HTMLElement>(`[${inlineStyle}]`)) {
    element.style.cssText = element.getAttribute(inlineStyle) ?? '';
    element.removeAttribute(inlineStyle);
  }
  const rules = new view.CSSStyleSheet();
  rules.replaceSync(`html { color-scheme: light; background: #fff; } ${sheet}`);
  shown.adoptedStyleSheets = [rules];
  return shown.documentElement.scrollHeight;
}

/** A mail as it would be shown, in a sandbox where no script runs and nothing is loaded. */
export function MailFrame({ mail }: { readonly mail: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(360);
  useEffect(() => {
    if (frame.current) setHeight(Math.min(900, Math.max(240, show(frame.current, mail))));
  }, [mail]);
  return (
    <iframe
      ref={frame}
      className="mail-frame"
      title="The mail"
      sandbox="allow-same-origin"
      style={{ blockSize: height }}
    />
  );
}
