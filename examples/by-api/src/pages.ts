const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

const style = `
  :root { color-scheme: light dark; }
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem; }
  label { display: block; margin: 1rem 0; }
  input { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .6rem; margin-top: .25rem; }
  button { font: inherit; padding: .6rem 1.2rem; }
  svg { width: 14rem; background: #fff; }
  [role=alert] { color: light-dark(#a00, #f99); }
  code, li { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${style}</style><main><h1>${title}</h1>${body}</main></html>`;
}

const alert = (problem: string): string => (problem === '' ? '' : `<p role="alert">${escapeHtml(problem)}</p>`);

const codeField = `<label>Code <input name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus></label>`;

export function signInPage(problem = ''): string {
  return page(
    'Sign in',
    `${alert(problem)}<form method="post" action="/sign-in">
    <label>Name <input name="id" autocomplete="username" required autofocus></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
    <button>Sign in</button></form><p>Try <code>ada</code> with <code>correct horse battery staple</code>.</p>`,
  );
}

export function challengePage(hint: string, problem = ''): string {
  return page(
    'Your code',
    `<p>${escapeHtml(hint)} A recovery code is taken as well.</p>${alert(problem)}
    <form method="post" action="/challenge">${codeField}<button>Continue</button></form>`,
  );
}

/** The drawing comes from Otpost, which made it for this page. */
export function enrolPage(svg: string, secret: string, problem = ''): string {
  return page(
    'Set up an authenticator app',
    `<p>Scan this with any authenticator app, then type the code that it shows.</p>${svg}
    <p>Or type this in: <code>${escapeHtml(secret.match(/.{1,4}/g)?.join(' ') ?? secret)}</code></p>${alert(problem)}
    <form method="post" action="/enrol">${codeField}<button>Continue</button></form>`,
  );
}

export function welcomePage(name: string, recoveryCodes: readonly string[] = []): string {
  const codes =
    recoveryCodes.length === 0
      ? ''
      : `<p>Keep these recovery codes. Each works once, when the phone is lost. They are not shown again.</p>
      <ol>${recoveryCodes.map((code) => `<li>${escapeHtml(code)}</li>`).join('')}</ol>`;
  return page(
    `Hello, ${escapeHtml(name)}`,
    `${codes}<form method="post" action="/sign-out"><button>Sign out</button></form>`,
  );
}
