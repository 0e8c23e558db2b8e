import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

// Without these, Chromium itself calls out at every start.
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: QUIET });

/** A page that remembers what went wrong in it: scripts that fail, and what the content security policy forbids. */
export async function openPage(browser, { width, height, colorScheme }) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    // That nobody is signed in yet is an answer too, but Chromium reports every 401 and 404 as an error.
    if (message.type() === 'error' && !/the server responded with a status of 40[14]/.test(text)) {
      faults.push(text);
    }
  });
  return { page, context, faults };
}

/** What axe finds wrong with the page as it is now, one line each. */
export async function accessibilityProblems(page) {
  // The policy of the page forbids to add a script to it, but not to evaluate one from outside.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (levels) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: levels } }),
    LEVELS,
  );
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} (${node.failureSummary})`),
  );
}
