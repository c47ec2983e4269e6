import '@otpost/look/tokens.css';
import './ui/page.css';
import './ui/parts.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, takeLink } from './app.js';
import { LinkPage } from './links/link-page.js';

const kind = /^\/pages\/(reset|reveal)$/.exec(location.pathname)?.[1];
const root = document.getElementById('root');
if (root) {
  const page = kind === 'reset' || kind === 'reveal' ? <LinkPage kind={kind} /> : <App link={takeLink()} />;
  createRoot(root).render(<StrictMode>{page}</StrictMode>);
}
// Another link in the same tab changes nothing but the fragment, which browsers do not load anew.
addEventListener('hashchange', () => location.reload());
