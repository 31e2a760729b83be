import { deployed, expect, filled, languages, PASSWORD, project, signedIn, signedInAsAdmin, test } from './support';

test('an administrator shuts an account, opens it again and hands on the role', async ({ page, browser, baseURL }) => {
  const theirs = await (await browser.newContext({ baseURL })).newPage();
  const username = await signedIn(theirs);
  await signedInAsAdmin(page);
  await page.goto('/');
  await page.getByRole('button', { name: 'Account of admin' }).click();
  await page.getByRole('menuitem', { name: 'Administration' }).click();

  await page.getByRole('button', { name: `Disable ${username}` }).click();
  const dialog = page.getByRole('dialog', { name: `Disable ${username}?` });
  await expect(dialog).toContainText('signed out everywhere');
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByRole('button', { name: `Enable ${username}` })).toBeVisible();
  await expect.poll(async () => (await theirs.request.get('/api/v1/auth/me')).status()).toBe(401);

  await page.getByRole('button', { name: `Enable ${username}` }).click();
  await expect(page.getByRole('button', { name: `Disable ${username}` })).toBeVisible();
  expect((await theirs.request.post('/api/v1/auth/login', { data: { username, password: PASSWORD } })).status()).toBe(200);

  await page.getByRole('button', { name: `Make ${username} an administrator` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make administrator' }).click();
  await expect(page.getByRole('button', { name: `Take the administrator’s role from ${username}` })).toBeVisible();
  await page.getByRole('button', { name: `Take the administrator’s role from ${username}` }).click();
  await expect(page.getByRole('button', { name: `Make ${username} an administrator` })).toBeVisible();
  await theirs.context().close();
});

test('the audit log tells what happened to an account', async ({ page }) => {
  const username = await signedIn(page);
  await page.request.post('/api/v1/auth/login', { data: { username, password: 'not the right password' } });
  await signedInAsAdmin(page);
  await page.goto('/admin');
  await page.getByRole('tab', { name: 'Audit log' }).click();
  await expect(page).toHaveURL(/tab=audit/);
  await page.getByLabel('Username').fill(username);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Account made' })).toContainText(username);
  await expect(page.getByRole('row').filter({ hasText: 'Sign-in failed' })).toHaveCount(1);

  await page.getByRole('combobox', { name: 'What happened' }).click();
  await page.getByRole('option', { name: 'Sign-in failed' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Audit log', selected: true })).toBeVisible();
});

test('for everybody else there is no such page', async ({ page }) => {
  const username = await signedIn(page);
  await page.goto('/admin');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await page.getByRole('button', { name: `Account of ${username}` }).click();
  await expect(page.getByRole('menuitem', { name: 'Your account' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Administration' })).toHaveCount(0);
});

for (const { locale, say } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test('quotas of everybody, and how the platform is', async ({ page, browser, baseURL }) => {
      const theirs = await browser.newContext({ baseURL });
      const username = await signedIn(theirs);
      const { id } = await project(theirs, 'shop');
      await deployed(theirs, id, 'shop', { more: { cpu_request: '250m' } });
      await signedInAsAdmin(page);
      await page.goto('/admin?tab=quotas');
      const quota = page.getByRole('region', { name: `${username}-shop` });
      await expect(quota).toContainText(filled(say['quota.of'], { used: '500m', limit: '20' }), { timeout: 20_000 });
      await expect(quota.getByRole('progressbar')).toHaveCount(4);
      await theirs.close();

      await page.getByRole('tab', { name: say['admin.platform'] }).click();
      await expect(page.getByText(say['platform.up'])).toBeVisible();
      for (const service of ['gateway', 'build-svc', 'monitor-svc']) {
        await expect(page.getByRole('region', { name: service }).getByText(say['platform.status.up']).first()).toBeVisible();
      }
      await page.route('**/api/v1/admin/platform', async (route) => {
        const answer = await (await route.fetch()).json();
        answer.status = 'down';
        answer.services[1].status = 'silent';
        answer.services[1].checks = [];
        await route.fulfill({ json: answer });
      });
      await page.reload();
      await expect(page.getByText(say['platform.down'])).toBeVisible();
      await expect(page.getByText(say['platform.silent.hint'])).toBeVisible();
    });
  });
}
