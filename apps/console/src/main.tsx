import '@otpost/look/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import './layout/layout.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, takeToken } from './app.js';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App token={takeToken()} />
    </StrictMode>,
  );
}
