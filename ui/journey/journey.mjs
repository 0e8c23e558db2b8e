// The main way through the console, against a running Pharos with the workspace examples/shop, in a real browser, in
// both sizes and both colour schemes. Exits with 1 at the first thing that is not as it should be.
//
// PHAROS_URL, PHAROS_ADMIN_PASSWORD: where, and how to get in. PICTURES: a folder for screenshots, if one is wanted.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { accessibilityProblems, launch, openPage } from './browser.mjs';

const url = process.env.PHAROS_URL ?? 'http://127.0.0.1:8080';
const password = process.env.PHAROS_ADMIN_PASSWORD ?? '';
const key = 'demo';
const pictures = process.env.PICTURES;
const PATIENCE_MILLIS = 15_000;

const LOOKS = [
  { name: 'wide-light', width: 1440, height: 900, colorScheme: 'light' },
  { name: 'wide-dark', width: 1440, height: 900, colorScheme: 'dark' },
  { name: 'small-light', width: 390, height: 844, colorScheme: 'light' },
  { name: 'small-dark', width: 390, height: 844, colorScheme: 'dark' },
];

const browser = await launch();
try {
  for (const look of LOOKS) {
    await walk(look);
    console.log(`${look.name}: walked through`);
  }
} finally {
  await browser.close();
}

async function walk(look) {
  const { page, context, faults } = await openPage(browser, look);
  page.setDefaultTimeout(PATIENCE_MILLIS);
  // Of this walk alone, so that what earlier ones sent cannot be taken for it.
  const visitor = `journey-${look.name}-${Date.now()}`;

  await signIn(page, look);
  await seeTheEventArrive(page, look, visitor);
  await meetTheVisitor(page, look, visitor);
  await findTheVisitorAgain(page, visitor);
  await readTheDefinitions(page, look);
  await loseTheConnection(page, context);
  await signOut(page, look);

  assert.deepEqual(faults, [], `${look.name}: the browser complained`);
  await context.close();
}

async function signIn(page, look) {
  await page.goto(`${url}/console/definitions/sources`);
  await page.getByLabel('Password', { exact: true }).fill(`not ${password}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasText: 'User or password is not right.' }).waitFor();
  await check(page, look, 'sign-in');

  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Definitions', level: 1 }).waitFor();
}

async function seeTheEventArrive(page, look, visitor) {
  await goTo(page, 'Overview');
  await page.getByText('Live', { exact: true }).waitFor();
  await send({
    id: '1',
    event: 'purchase',
    visitor,
    attributes: { order_id: 'j-1', order_value: 2500, country: 'FR' },
  });

  const row = page
    .getByRole('listitem')
    .filter({ has: page.getByTitle(`anonymous:${visitor}`, { exact: true }) })
    .filter({ has: page.getByRole('button', { name: 'purchase', exact: true }) });
  await row.filter({ hasText: 'got VIP' }).filter({ hasText: 'order_value2500' }).first().waitFor();
  await page
    .getByRole('listitem')
    .filter({ hasText: /VIP.*[1-9]/ })
    .first()
    .waitFor();
  await check(page, look, 'overview');

  await page.getByRole('textbox', { name: 'Filter by visitor' }).fill(visitor);
  await page.waitForURL((address) => address.searchParams.get('visitor') === visitor);
  await page.getByRole('combobox', { name: 'Filter by event' }).fill('no_such_event');
  await page.getByText('No event passes the filter').waitFor();
  await page.getByRole('combobox', { name: 'Filter by event' }).fill('purch');

  await page.getByRole('button', { name: 'Pause' }).click();
  await send({ id: '2', event: 'page_view', visitor: `${visitor}-other`, attributes: { page: '/gifts' } });
  await page.getByRole('button', { name: /Resume, [1-9]/ }).click();

  await row.first().getByRole('button', { name: 'purchase', exact: true }).click();
  const event = page.getByRole('dialog', { name: 'purchase' });
  await event.getByText('j-1').waitFor();
  await check(page, look, 'event');
  await event.getByRole('link', { name: 'Open the visitor' }).click();
}

async function meetTheVisitor(page, look, visitor) {
  await page.waitForURL((address) => address.pathname === `/console/visitors/anonymous/${visitor}`);
  await page.getByRole('list', { name: 'Badges' }).getByText('VIP').waitFor();
  await page.getByRole('list', { name: 'Segments' }).getByText('One-time buyers').waitFor();
  const lifetimeValue = page.getByRole('region', { name: 'Attributes' }).getByText('2,500', { exact: true });
  await lifetimeValue.first().waitFor();
  await check(page, look, 'visitor');

  // The page follows: another purchase shows without a reload, and ends the membership.
  await send({ id: '3', event: 'purchase', visitor, attributes: { order_id: 'j-3', order_value: 0.5 } });
  await page.getByText('2,500.5', { exact: true }).waitFor();
  await page.getByText('One-time buyers').waitFor({ state: 'detached' });
}

async function findTheVisitorAgain(page, visitor) {
  await page.keyboard.press('/');
  await page.keyboard.type('nobody-at-all');
  await page.keyboard.press('Enter');
  await page.getByText('Nobody is known by that value').waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type(visitor);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: visitor, level: 1 }).waitFor();

  await page.goto(`${url}/console/visitors/email/nobody%40example.com`);
  await page.getByText('Nobody is known by email').waitFor();
}

async function readTheDefinitions(page, look) {
  await goTo(page, 'Definitions');
  await page.getByText('lifetime_value').waitFor();
  await check(page, look, 'attributes');
  await page.getByRole('link', { name: /^Sources/ }).click();
  await page.getByText(`Authorization: Bearer ${key}`).waitFor();
  await check(page, look, 'sources');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await check(page, look, 'shortcuts');
  await page.keyboard.press('Escape');
}

async function loseTheConnection(page, context) {
  await goTo(page, 'Overview');
  await page.getByText('Live', { exact: true }).waitFor();
  await context.setOffline(true);
  await page.reload().catch(() => undefined);
  await context.setOffline(false);
  await page.goto(`${url}/console/`);
  await page.getByText('Live', { exact: true }).waitFor();
}

async function signOut(page, look) {
  if (look.width < 860) {
    await page.getByRole('button', { name: 'Open menu' }).click();
    await check(page, look, 'menu');
  }
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await page.getByRole('heading', { name: 'Sign in to Pharos' }).waitFor();
}

async function goTo(page, screen) {
  const menu = page.getByRole('button', { name: 'Open menu' });
  if (await menu.isVisible()) {
    await menu.click();
  }
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
  await page.getByRole('heading', { name: screen, level: 1 }).waitFor();
}

async function send(event) {
  const response = await fetch(`${url}/api/events`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(event),
  });
  const answer = await response.json();
  assert.equal(answer.results?.[0]?.status, 'accepted', `the event was not taken: ${JSON.stringify(answer)}`);
}

/** Nothing in the way of anybody, and nothing wider than the window. */
async function check(page, look, screen) {
  if (pictures !== undefined) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/${screen}-${look.name}.png` });
  }
  assert.deepEqual(await accessibilityProblems(page), [], `${look.name}, ${screen}: accessibility`);
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(content <= window, `${look.name}, ${screen}: ${content} pixels wide in a window of ${window}`);
}
