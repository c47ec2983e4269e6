import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// oxlint-disable-next-line import/no-default-export -- Vite reads the default export of its configuration
export default defineConfig({
  plugins: [react()],
  // The API serves the built files below this path.
  base: '/console/',
  build: { outDir: 'dist', assetsInlineLimit: 0 },
});
