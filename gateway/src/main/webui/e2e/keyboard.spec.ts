import type { Page } from '@playwright/test';
import { expect, freshName, PASSWORD, test } from './support';

const MOST_STOPS = 60;

interface Stop {
  role: string;
  name: string;
}

/** What has the focus, as assistive technology would say it. */
async function focused(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    const labelled = (element?.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => (id ? (document.getElementById(id)?.textContent ?? '') : ''))
      .join(' ');
    const label = [...(element?.labels ?? [])].map((each) => each.textContent).join(' ');
    return {
      role: element?.getAttribute('role') ?? element?.tagName.toLowerCase() ?? '',
      name: (element?.getAttribute('aria-label') || labelled.trim() || label || element?.textContent || '').trim(),
    };
  });
}

/** Presses Tab until `name` has the focus, and sees to it that the focus can be seen on the way. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    const matches = typeof name === 'string' ? now.name === name : name.test(now.name);
    if (matches) {
      const ring = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement as Element);
        return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || (document.activeElement as Element).tagName === 'INPUT';
      });
      expect(ring, `the focus is seen on "${now.name}"`).toBe(true);
      return;
    }
    passed.push(`${now.role} "${now.name.slice(0, 40)}"`);
  }
  throw new Error(`No way to ${name} by Tab; passed ${passed.join(', ')}`);
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

async function write(page: Page, name: string | RegExp, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

test('sign in, build, wait, deploy and see it running by keyboard alone', async ({ page }) => {
  test.setTimeout(150_000);
  // A mouse that is touched fails the test.
  await page.addInitScript(() => {
    for (const kind of ['mousedown', 'pointerdown', 'touchstart']) {
      window.addEventListener(kind, () => console.error(`${kind} in a test of the keyboard`), true);
    }
  });
  const username = freshName();
  const account = { username, password: PASSWORD, email: `${username}@example.com` };
  expect((await page.request.post('/api/v1/auth/register', { data: account })).status()).toBe(201);
  await page.context().clearCookies();

  await page.goto('/');
  await expect(page.getByLabel('Username')).toBeFocused();
  await page.keyboard.type(username);
  await write(page, 'Password', PASSWORD);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Projects' })).toBeFocused();
  await press(page, 'Create your first project');
  await write(page, /^Repository/, 'https://github.com/amzhm/shop');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'shop' })).toBeFocused();
  await press(page, 'Build the first service');
  await write(page, /^Service/, 'frontend');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Build of frontend' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Build succeeded!' })).toBeVisible({ timeout: 40_000 });
  await press(page, 'Deploy now');

  await expect(page.getByRole('heading', { name: `Deploy: ${username}-shop-frontend:latest` })).toBeFocused();
  await write(page, 'Replicas', '1');
  await write(page, /^Container port/, '8080');
  await tabTo(page, /^Internet/);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Internal only' })).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('radio', { name: 'Internet' })).toBeChecked();
  await press(page, 'Add');
  await expect(page.getByLabel('Name 1')).toBeFocused();
  await page.keyboard.type('NODE_ENV');
  await write(page, 'Value of NODE_ENV', 'production');
  await expect(page.getByRole('region', { name: 'What will change' }).getByRole('status')).toContainText('New: ');
  await tabTo(page, 'Deploy to Kubernetes');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'frontend' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'It runs: 1 of 1 replicas are ready.' })).toBeVisible({ timeout: 40_000 });
  await press(page, 'Actions');
  // A menu that is still opening does not have the focus yet, and does not hear of the key.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Actions' })).toBeFocused({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
});
