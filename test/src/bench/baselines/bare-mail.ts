/** A mail of the size of ours, with the code as its only changing part. */
export function bareMail(to: string, code: string) {
  return {
    from: 'Otpost <no-reply@otpost.localhost>',
    to,
    subject: `${code} is your code`,
    text: text(code),
    html: html(code),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}
function text(code: string) {
  return code;
}
function html(code: string) {
  return code;
}
