import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The API serves the built files below this path.
  base: '/pages/',
  build: { outDir: 'dist', assetsInlineLimit: 0 },
});
