import { useText } from '../text/text.js';

const apps = [
  {
    name: 'Google Authenticator',
    apple: 'https://apps.apple.com/app/google-authenticator/id388497605',
    google: 'https://play.google.com/store/apps/details?id=com.google.android.apps.authenticator2',
  },
  {
    name: 'Microsoft Authenticator',
    apple: 'https://apps.apple.com/app/microsoft-authenticator/id983156458',
    google: 'https://play.google.com/store/apps/details?id=com.azure.authenticator',
  },
  {
    name: '2FAS',
    apple: 'https://apps.apple.com/app/2fas-auth/id1217793794',
    google: 'https://play.google.com/store/apps/details?id=com.twofasapp',
  },
  { name: 'Aegis', google: 'https://play.google.com/store/apps/details?id=com.beemdevelopment.aegis' },
] as const;

function StoreLink({ href, store, app }: { href: string; store: string; app: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" aria-label={`${app}: ${store}`}>
      {store}
    </a>
  );
}

/** Any authenticator app will do; these are names that people find. */
export function Apps() {
  const text = useText();
  return (
    <details>
      <summary className="summary">{text('totp.apps')}</summary>
      <ul className="items">
        {apps.map((app) => (
          <li key={app.name}>
            <strong className="full">{app.name}</strong>
            <span className="full row small">
              {'apple' in app ? <StoreLink href={app.apple} store="App Store" app={app.name} /> : null}
              <StoreLink href={app.google} store="Google Play" app={app.name} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
