const style = 'margin:0 0 16px;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif';
const codeStyle =
  'font:700 32px/1.25 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:4px;user-select:all';
const sentences = [
  'This is your code to sign in:',
  'It expires in 10 minutes. Do not share it with anyone: we will never ask you for it.',
  'If you did not ask for this code, you can ignore this message.',
] as const;

function htmlOf(code: string): string {
  const [first, ...others] = sentences;
  const head = [
    '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="color-scheme" content="light dark">',
    '<meta name="supported-color-schemes" content="light dark">',
    '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">\n<title>Your code</title>\n</head>',
    '<body style="margin:0;padding:24px">\n<div lang="en" dir="ltr" style="max-width:480px;margin:0 auto">',
  ];
  const strong = `<p style="${style}"><strong dir="ltr" style="${codeStyle}">${code}</strong></p>`;
  const paragraphs = others.map((sentence) => `<p style="${style}">${sentence}</p>`);
  return [...head, `<p style="${style}">${first}</p>`, strong, ...paragraphs, '</div>\n</body>\n</html>\n'].join('\n');
}

/** A mail of the words and the size of ours; the bench's own test holds the sizes together. */
export function bareMail(to: string, code: string) {
  const [first, ...others] = sentences;
  return {
    from: 'Otpost <no-reply@otpost.localhost>',
    to,
    subject: 'Your code',
    text: `${[first, code, ...others].join('\n\n')}\n`,
    html: htmlOf(code),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}
