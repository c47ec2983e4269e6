export interface HtmlPage {
  readonly title: string;
  /** Paths below /docs/assets. */
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
  readonly body: string;
}

/** A whole page. It names no other host, and holds no script and no style of its own, as the policy asks. */
export function htmlPage(page: HtmlPage): string {
  const styles = page.styles.map((path) => `<link rel="stylesheet" href="/docs/assets/${path}">`);
  const scripts = page.scripts.map((path) => `<script src="/docs/assets/${path}" defer></script>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Otpost: ${page.title}</title>
${[...styles, ...scripts].join('\n')}
</head>
<body>
${page.body}
</body>
</html>
`;
}
