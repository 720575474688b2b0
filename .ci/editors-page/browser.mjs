// What the drivers of both editors use.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };

// Serves a folder, to pages of other origins, too; its address.
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const found = await readFile(file).catch(() => undefined);
    response.writeHead(found ? 200 : 404, { 'access-control-allow-origin': '*', 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(found);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}

// Lets the work have a page; where it fails, there is a picture of what was to be seen.
export async function withPage(picture, work) {
  // Root, as in containers, may have no sandbox; the pages are ours.
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(30000);
  try {
    await work(page);
  } catch (failure) {
    await page.screenshot({ path: picture });
    console.error(`${failure.message}\n${picture} shows what was to be seen`);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

// Fails unless it is so.
export function expect(so, sentence) {
  if (!so) {
    throw new Error(sentence);
  }
}
