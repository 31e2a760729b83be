import { expect, freshName, test } from './support';

test('from an account to a running app', async ({ page }) => {
  const username = freshName();
  await page.goto('/');
  await expect(page).toHaveURL(/\/login$/);
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('E-mail').fill(`${username}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple');
  await page.getByRole('button', { name: 'Create an account' }).click();

  await page.getByRole('link', { name: 'Create your first project' }).click();
  await page.getByLabel('Repository').fill('https://github.com/amzhm/shop');
  await expect(page.getByLabel('Name', { exact: false }).first()).toHaveValue('shop');
  await page.getByRole('button', { name: 'Create project' }).click();

  await page.getByRole('link', { name: 'Build the first service' }).click();
  await page.getByLabel('Service').fill('frontend');
  await page.getByRole('button', { name: 'Start build' }).click();

  await expect(page.getByRole('heading', { name: 'Build of frontend' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Build succeeded!' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(`ghcr.io/nokube/${username}-shop-frontend:latest`, { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Deploy now' }).click();

  await expect(page.getByRole('heading', { name: `Deploy: ${username}-shop-frontend:latest` })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Replicas' })).toHaveValue('2');
  await page.getByRole('button', { name: 'Add' }).first().click();
  await page.getByLabel('Name 1').fill('NODE_ENV');
  await page.getByLabel('Value of NODE_ENV').fill('production');
  await page.getByRole('button', { name: 'Deploy to Kubernetes' }).click();

  await expect(page.getByRole('heading', { name: 'It runs: 2 of 2 replicas are ready.' })).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole('link', { name: /^http:\/\/frontend-shop-/ })).toBeVisible();
});
