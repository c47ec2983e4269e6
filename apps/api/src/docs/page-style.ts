/** For the pages below /docs: readable on a phone, in light and in dark. */
export const pageStyle = `:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1rem; }
section { border-top: 1px solid #8884; padding: 0.5rem 0; }
h2 { font-size: 1.1rem; margin: 0.5rem 0; overflow-wrap: anywhere; }
h2 a { color: inherit; text-decoration: none; font-family: ui-monospace, monospace; }
small { color: #777; font-weight: normal; }
code { font-family: ui-monospace, monospace; font-size: 0.95em; overflow-wrap: anywhere; }
section:target { background: #ffd54f33; }
`;
