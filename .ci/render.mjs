#!/usr/bin/env node
// Draws BPMN files as SVG and PNG with bpmn-js in the installed Chromium.
//   node .ci/render.mjs <folder for the pictures> [file.bpmn …]     default: processes/*.bpmn
// Needs `npm ci` in .ci; another Chromium than the one on the PATH is named by CHROMIUM.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const MARGIN = 20;
const SCALE = 2;

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const [target, ...named] = process.argv.slice(2);
if (!target) {
  console.error('usage: node .ci/render.mjs <folder for the pictures> [file.bpmn ...]');
  process.exit(2);
}

const processes = join(here, '..', 'processes');
const files = named.length
  ? named
  : readdirSync(processes).filter((name) => name.endsWith('.bpmn')).sort().map((name) => join(processes, name));
if (files.length === 0) {
  console.error('no BPMN file to draw');
  process.exit(1);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
try {
  mkdirSync(target, { recursive: true });
  const dist = join(dirname(require.resolve('bpmn-js/package.json')), 'dist');
  for (const file of files) {
    const page = await browser.newPage({ deviceScaleFactor: SCALE, locale: 'zh-CN' });
    await page.setContent('<!doctype html><html lang="zh-CN"><body style="margin:0"><div id="canvas" style="height:100vh"></div></body></html>');
    await page.addStyleTag({ path: join(dist, 'assets', 'bpmn-js.css') });
    await page.addStyleTag({ content: '.bjs-powered-by { display: none }' });
    await page.addScriptTag({ path: join(dist, 'bpmn-viewer.production.min.js') });
    const { svg, warnings } = await page.evaluate(async (xml) => {
      const viewer = new window.BpmnJS({
        container: '#canvas',
        textRenderer: {
          defaultStyle: { fontFamily: '"Noto Sans CJK SC", sans-serif', fontSize: '12px' },
          externalStyle: { fontFamily: '"Noto Sans CJK SC", sans-serif', fontSize: '11px' },
        },
      });
      const { warnings } = await viewer.importXML(xml);
      const { svg } = await viewer.saveSVG();
      return { svg, warnings: warnings.map((warning) => warning.message) };
    }, readFileSync(file, 'utf8'));
    warnings.forEach((warning) => console.error(`${file}: ${warning}`));

    // The PNG is the SVG itself, so that both show the same.
    const drawing = withMargin(svg);
    const picture = join(target, basename(file, '.bpmn'));
    writeFileSync(`${picture}.svg`, drawing);
    await page.setContent(`<!doctype html><html lang="zh-CN"><body style="margin:0;background:#fff"><div id="picture" style="display:inline-block;line-height:0">${drawing.slice(drawing.indexOf('<svg'))}</div></body></html>`);
    await page.locator('#picture').screenshot({ path: `${picture}.png` });
    await page.close();
    console.log(`${picture}.png`);
  }
} finally {
  await browser.close();
}

// bpmn-js cuts the drawing along the middle of its outermost lines.
function withMargin(svg) {
  return svg.replace(/width="([^"]+)" height="([^"]+)" viewBox="([^"]+)"/, (all, width, height, viewBox) => {
    const [x, y] = viewBox.split(' ').map(Number);
    const [w, h] = [Number(width) + 2 * MARGIN, Number(height) + 2 * MARGIN];
    return `width="${w}" height="${h}" viewBox="${x - MARGIN} ${y - MARGIN} ${w} ${h}"`;
  });
}
