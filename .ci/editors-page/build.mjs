// Bundles the page that holds Kaoto's editor.
import { copyFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import * as sass from 'sass';

const packages = pathToFileURL('node_modules/');
const scss = {
  name: 'scss',
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, async ({ path }) => ({
      contents: (await sass.compileAsync(path, {
        importers: [{ findFileUrl: (url) => (url.startsWith('~') ? new URL(url.slice(1), packages) : null) }],
      })).css,
      loader: 'css',
    }));
  },
};
await esbuild.build({
  entryPoints: ['page.jsx'],
  outdir: 'page',
  bundle: true,
  splitting: true,
  format: 'esm',
  jsx: 'automatic',
  plugins: [scss],
  loader: {
    '.svg': 'file', '.png': 'file', '.jpg': 'file', '.ttf': 'file', '.woff2': 'file', '.md': 'text', '.xsd': 'text',
  },
  define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
  logLevel: 'error',
});
copyFileSync('index.html', 'page/index.html');
