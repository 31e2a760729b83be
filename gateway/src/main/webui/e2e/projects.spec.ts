import { built, deployed, expect, filled, languages, project, signedIn, test } from './support';

for (const { locale, say } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test('a repository is looked at while its address is typed', async ({ page }) => {
      await signedIn(page);
      await page.goto('/projects/new');
      const repository = page.getByLabel(say['new_project.repository']);
      await repository.fill('http://github.com/amzhm/shop');
      await expect(page.getByText(say['new_project.repository.wrong'])).toBeVisible();
      await repository.fill('https://github.com/amzhm/missing-shop');
      await expect(page.getByText(say['new_project.repository.hidden'])).toBeVisible();
      await repository.fill('https://github.com/amzhm/private-shop');
      await expect(page.getByText(say['new_project.repository.hidden'])).toBeVisible();
      await repository.fill('https://github.com/amzhm/many-branches');
      await expect(page.getByText(filled(say['new_project.repository.many'], { n: 101 }), { exact: false })).toBeVisible();
      await repository.fill('https://github.com/amzhm/shop');
      await expect(page.getByText(filled(say['new_project.repository.found'], { branch: 'main', count: filled(say['new_project.repository.branches_other'], { n: 3 }) }))).toBeVisible();

      await page.locator('[name=name]').fill('Shop!');
      await expect(page.getByText(say['new_project.name.wrong'])).toBeVisible();
      await page.locator('[name=name]').fill('shop');
      await page.getByRole('button', { name: say['new_project.create'] }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'shop' })).toBeVisible();
      await expect(page.getByRole('heading', { name: say['project.empty'] })).toBeVisible();

      // A name that is taken is said beside it.
      await page.goto('/projects/new');
      await page.getByLabel(say['new_project.repository']).fill('https://github.com/amzhm/shop');
      await page.getByRole('button', { name: say['new_project.create'] }).click();
      await expect(page.locator('[name=name]')).toHaveAttribute('aria-invalid', 'true');
    });

    test('what runs of no project is shown, and can be changed once there is one again', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'left');
      const { deployment_id } = await deployed(page, id, 'left');
      expect((await page.request.delete(`/api/v1/projects/${id}`)).status()).toBe(204);

      await page.goto('/');
      const others = page.getByRole('region', { name: say['home.strays'] });
      await expect(others.getByText(/-left$/)).toBeVisible();
      await others.getByRole('link', { name: 'frontend' }).first().click();
      await expect(page).toHaveURL(new RegExp(`/apps/${deployment_id}$`));
      await page.goto(`/deploy?app=${deployment_id}`);
      await expect(page.getByRole('heading', { name: say['deploy.stray'] })).toBeVisible();

      await project(page, 'left');
      await page.goto('/');
      await expect(page.getByRole('region', { name: 'left' }).getByRole('link', { name: 'frontend' }).first()).toBeVisible();
      await expect(others).toHaveCount(0);
      await page.goto(`/deploy?app=${deployment_id}`);
      await expect(page.getByRole('form', { name: say['deploy.configuration'] })).toBeVisible();
    });

    test('a project is seen live on the home page, set and deleted with what it runs', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'shop');
      await page.goto('/');
      const card = page.getByRole('region', { name: 'shop' });
      await expect(card.getByRole('link', { name: say['project.build.first'] })).toBeVisible();
      // What happens elsewhere comes by itself.
      await built(page, id);
      await expect(card.getByText(say['build.status.success'], { exact: true })).toBeVisible({ timeout: 25_000 });
      const { deployment_id } = await deployed(page, id, 'shop');
      await expect(card.getByText(say['app.status.running'], { exact: true })).toBeVisible({ timeout: 25_000 });

      await card.getByRole('link', { name: 'shop', exact: true }).click();
      await expect(page.getByRole('region', { name: say['project.builds'] }).getByRole('link')).toHaveCount(1);
      await expect(page.getByRole('region', { name: say['quota.title'] })).toContainText('200m');
      const auto = page.getByRole('switch', { name: say['project.auto_build'] });
      await auto.press('Space');
      await expect(auto).toBeChecked();
      await expect.poll(async () => (await (await page.request.get(`/api/v1/projects/${id}`)).json()).auto_build).toBe(true);
      await page.reload();
      await expect(auto).toBeChecked();

      await page.getByRole('button', { name: say['project.delete'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('checkbox', { name: filled(say['project.delete.apps'], { apps: 'frontend' }) }).check();
      await expect(dialog.getByRole('button', { name: say['project.delete'] })).toBeDisabled();
      await dialog.getByLabel(filled(say['confirm.type'], { name: 'shop' })).fill('shop');
      await dialog.getByRole('button', { name: say['project.delete'] }).click();
      await expect(page).toHaveURL(/\/$/);
      await expect(page.getByRole('link', { name: say['first.action'] })).toBeVisible();
      expect((await page.request.get(`/api/v1/projects/${id}`)).status()).toBe(404);
      await expect.poll(async () => (await page.request.get(`/api/v1/deployments/${deployment_id}`)).status()).toBe(404);
    });
  });
}
