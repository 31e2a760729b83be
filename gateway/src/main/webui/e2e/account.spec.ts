import { expect, freshName, PASSWORD, signedIn, test } from './support';

test('an account is deleted by its password, and never comes back', async ({ page }) => {
  const username = await signedIn(page);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Delete account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await expect(dialog.getByRole('button', { name: 'Delete account' })).toBeDisabled();
  await dialog.getByLabel('Password', { exact: true }).fill('not the right password');
  await dialog.getByRole('button', { name: 'Delete account' }).click();
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  expect((await page.request.get('/api/v1/auth/me')).status()).toBe(200);

  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Delete account' }).click();
  await expect(page).toHaveURL(/\/login$/);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('The username or the password is wrong.')).toBeVisible();

  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('E-mail').fill(`${freshName()}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await expect(page.getByLabel('Username')).toHaveAccessibleDescription(/is taken/);
});

test('an access token is shown once and revoked', async ({ page, playwright, baseURL }) => {
  await signedIn(page);
  await page.goto('/account');
  await page.getByLabel('Name').fill('nightly');
  await page.getByRole('button', { name: 'Create token' }).click();
  const token = (await page.getByLabel('the token', { exact: true }).textContent()) ?? '';
  expect(token).toMatch(/^nk_/);
  const script = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { Authorization: `Bearer ${token}` } });
  expect((await script.get('/api/v1/projects')).status()).toBe(200);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Revoke nightly' })).toBeVisible();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Revoke nightly' }).click();
  await expect(page.getByRole('button', { name: 'Revoke nightly' })).toHaveCount(0);
  await expect.poll(async () => (await script.get('/api/v1/projects')).status()).toBe(401);
  await script.dispose();
});

test('without another provider nobody is offered one', async ({ page }) => {
  const options = page.waitForResponse('**/api/v1/auth/options');
  await page.goto('/login');
  expect(await (await options).json()).toMatchObject({ providers: [] });
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByText('Continue with')).toHaveCount(0);
  await signedIn(page);
  await page.goto('/account');
  await expect(page.getByRole('heading', { name: 'Access tokens' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Other ways to sign in' })).toHaveCount(0);
});

test('a provider that is configured is a link that comes back to where one was', async ({ page }) => {
  // The stack has no provider: its answer is changed on the way.
  await page.route('**/api/v1/auth/options', async (route) => {
    const options = await (await route.fetch()).json();
    await route.fulfill({ json: { ...options, providers: [{ id: 'github', name: 'GitHub', url: '/api/v1/auth/oauth/github' }] } });
  });
  await page.goto('/apps/some-app');
  await expect(page).toHaveURL(/next=/);
  await expect(page.getByRole('link', { name: 'Continue with GitHub' })).toHaveAttribute('href', '/api/v1/auth/oauth/github?return_to=%2Fapps%2Fsome-app');
});
