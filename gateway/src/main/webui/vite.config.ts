import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const OUT = '../../../target/console';
const COMPRESSIBLE = /\.(js|css|html|svg|json|webmanifest|txt)$/;

/** Writes what the gateway serves from: every file, a compressed twin of each text, and the list of them all. */
function bundleForGateway(): Plugin {
  return {
    name: 'bundle-for-gateway',
    apply: 'build',
    closeBundle() {
      const root = join(import.meta.dirname, OUT);
      mkdirSync(root, { recursive: true });
      const files = filesUnder(root).filter((file) => !file.endsWith('.gz') && file !== 'files.txt');
      const compressed = files.filter((file) => COMPRESSIBLE.test(file));
      for (const file of compressed) {
        writeFileSync(join(root, `${file}.gz`), gzipSync(readFileSync(join(root, file)), { level: 9 }));
      }
      const listed = [...files, ...compressed.map((file) => `${file}.gz`)].sort();
      writeFileSync(join(root, 'files.txt'), `${listed.join('\n')}\n`);
    },
  };
}

function filesUnder(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(root, file)).isFile())
    .map((file) => relative('.', file).split(sep).join('/'));
}

export default defineConfig({
  plugins: [react(), bundleForGateway()],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: 'es2022',
    // Everything is a file of its own: a data: URL would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/.well-known': 'http://127.0.0.1:8080' } },
});
