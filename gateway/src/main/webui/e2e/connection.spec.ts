import { building, deployed, expect, PASSWORD, project, sessionEnded, signedIn, test } from './support';

test('an expired session ends politely: what was typed is still there and goes on', async ({ page }) => {
  const username = await signedIn(page);
  await page.goto('/projects/new');
  await page.getByLabel('Repository').fill('https://github.com/amzhm/shop');
  await page.getByLabel('Description (optional)').fill('Typed before the session ended');
  await sessionEnded(page);
  await page.getByRole('button', { name: 'Create project' }).click();

  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel('Username')).toHaveValue(username);
  await expect(dialog.getByLabel('Username')).not.toBeEditable();
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByLabel('Description (optional)')).toHaveValue('Typed before the session ended');
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('heading', { name: 'shop' })).toBeVisible();
});

test('whoever is not signed in comes back to the page asked for', async ({ page }) => {
  const username = await signedIn(page);
  await sessionEnded(page);
  await page.goto('/account?from=mail');
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/account\?from=mail$/);
});

test('a browser without network says so, and forms keep their text over a reload', async ({ page }) => {
  await signedIn(page);
  await page.goto('/projects/new');
  await page.getByLabel('Repository').fill('https://github.com/amzhm/shop');
  const banner = page.getByRole('status').filter({ hasText: 'You are offline' });
  await page.context().setOffline(true);
  await expect(banner).toBeVisible();
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.context().setOffline(false);
  await expect(banner).toHaveCount(0);
  await expect(page).toHaveURL(/\/projects\/\d+$/);
  await page.goto('/projects/new');
  await page.getByLabel('Repository').fill('https://github.com/amzhm/other');
  await page.reload();
  await expect(page.getByLabel('Repository')).toHaveValue('https://github.com/amzhm/other');
});

test('a server that does not answer is said on every page until it does', async ({ page }) => {
  await signedIn(page);
  await page.goto('/account');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const banner = page.getByText(/NoKube does not answer|You are offline/);
  await page.route('**/api/v1/**', (route) => route.abort('connectionrefused'));
  await page.getByRole('link', { name: 'Projects' }).first().click();
  await expect(banner).toBeVisible();
  await page.unroute('**/api/v1/**');
  await expect(banner).toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByRole('link', { name: 'Create your first project' })).toBeVisible();
});

test('a stream that ends in good order is no lost connection', async ({ page }) => {
  await signedIn(page);
  const { id } = await project(page, 'calm');
  const { deployment_id } = await deployed(page, id, 'calm');
  let opened = 0;
  await page.route(`**/api/v1/deployments/${deployment_id}/events`, async (route) => {
    opened += 1;
    await route.fulfill({ contentType: 'text/event-stream', body: ': nothing new\n\n' });
  });
  await page.goto(`/apps/${deployment_id}`);
  await expect.poll(() => opened, { timeout: 20_000 }).toBeGreaterThan(2);
  await expect(page.getByText('The live connection was lost')).toHaveCount(0);
});

test('a live connection that is lost says so and catches up', async ({ page }) => {
  await signedIn(page);
  const { id } = await project(page, 'waiting', 'https://github.com/amzhm/hangs-running');
  const build = await building(page, id);
  const banner = page.getByRole('status').filter({ hasText: 'The live connection was lost' });
  // Only the stream is cut: what changes meanwhile is asked for instead.
  await page.route(`**/api/v1/builds/${build}/events`, (route) => route.abort());
  await page.goto(`/builds/${build}`);
  await expect(banner).toBeVisible();
  expect((await page.request.delete(`/api/v1/builds/${build}`)).ok()).toBe(true);
  await page.unroute(`**/api/v1/builds/${build}/events`);
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible({ timeout: 40_000 });
  await expect(banner).toHaveCount(0);
});
