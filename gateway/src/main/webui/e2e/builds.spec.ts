import { building, built, expect, filled, languages, project, signedIn, test } from './support';

test('a build that waits says its place, and its log is followed to the end', async ({ page }) => {
  await signedIn(page);
  const { id } = await project(page, 'shop');
  const build_id = await building(page, id);
  await page.route(`**/api/v1/builds/${build_id}`, async (route) => {
    const answer = await (await route.fetch()).json();
    await route.fulfill({ json: { ...answer, status: 'pending', started_at: null, queue_position: 3 } });
  });
  await page.route(`**/api/v1/builds/${build_id}/events`, (route) => route.abort());
  await page.goto(`/builds/${build_id}`);
  await expect(page.getByText('2 builds before it')).toBeVisible();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await expect(page.getByRole('heading', { name: 'Build succeeded!' })).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole('log').getByText('nokube-result: {')).toBeVisible();
});

for (const { locale, say } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test('a build is started with what the form says, is cancelled and begun again', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'slow', 'https://github.com/amzhm/hangs-running');
      await page.goto(`/projects/${id}/build`);
      await page.getByLabel(say['new_build.service']).fill('API');
      await page.locator('[name=branch]').fill('feature/checkout');
      await page.getByText(say['new_build.recipe.inline'], { exact: true }).click();
      await page.getByLabel(say['new_build.content'], { exact: true }).fill('FROM scratch');
      await page.getByRole('button', { name: say['new_build.start'] }).click();
      await expect(page.getByLabel(say['new_build.service'])).toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByLabel(say['new_build.service'])).toBeFocused();
      await page.getByLabel(say['new_build.service']).fill('api');
      await page.getByRole('button', { name: say['new_build.start'] }).click();

      await expect(page.getByRole('heading', { name: filled(say['build.title'], { name: 'api' }) })).toBeVisible();
      await expect(page.getByText('feature/checkout')).toBeVisible();
      await page.getByRole('button', { name: say['build.cancel'] }).click();
      await expect(page.getByText(say['build.status.cancelled'], { exact: true }).first()).toBeVisible({ timeout: 30_000 });
      const before = page.url();
      await page.getByRole('button', { name: say['build.retry'] }).click();
      await expect(page).not.toHaveURL(before);
      await expect(page.getByRole('link', { name: say['build.retry_of'] })).toBeVisible();
      await page.request.delete(`/api/v1/builds/${page.url().split('/').at(-1)}`);
    });

    test('the branches that GitHub tells are offered, and others may be written', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'shop');
      await page.goto(`/projects/${id}/build`);
      const branch = page.locator('[name=branch]');
      await branch.click();
      await expect(page.getByRole('option')).toHaveText(['main', 'develop', 'feature/checkout']);
      await page.getByRole('option', { name: 'develop' }).click();
      await expect(branch).toHaveValue('develop');
    });

    test('a log is followed, searched, copied and downloaded', async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await signedIn(page);
      const { id } = await project(page, 'shop');
      const { build_id } = await built(page, id);
      await page.goto(`/builds/${build_id}`);
      const log = page.getByRole('log');
      await expect(log.locator('.nk-log-line').first()).toBeVisible();
      await page.getByLabel(say['log.search']).fill('nokube-result');
      await expect(page.getByText(/^1 \/ \d+$/)).toBeVisible();
      await page.getByLabel(say['log.search']).fill('surely not in there');
      await expect(page.getByText(say['log.nothing'])).toBeVisible();
      await page.getByRole('button', { name: filled(say['copy'], { what: say['log.what'] }) }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('nokube-result: {');
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say['log.download'] }).click()]);
      expect(file.suggestedFilename()).toBe(`frontend-${build_id}.log`);
    });
  });
}
