import { en } from '../src/i18n/en';
import { fr } from '../src/i18n/fr';
import { building, deployed, expect, project, signedIn, test } from './support';

/** The console's own words: what is asked here is which of them are shown. */
const words = { 'en-GB': en, 'fr-FR': fr } as const;

for (const [locale, say] of Object.entries(words)) {
  test.describe(locale, () => {
    test.use({ locale });

    test('a failed build is explained with the lines that say it', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'broken', 'https://github.com/amzhm/fails-build');
      await page.goto(`/builds/${await building(page, id, 'api')}`);
      const failure = page.getByRole('alert').filter({ hasText: say['build.error.build_failed'] });
      await expect(failure).toBeVisible({ timeout: 40_000 });
      await expect(failure).toContainText(say['hint']);
      const lines = failure.getByLabel(say['build.error.lines']);
      await expect(lines).toContainText(/error/i);
      const shown = await page.request.get(`/api/v1/builds/${page.url().split('/').at(-1)}`);
      expect((await lines.innerText()).trim().length).toBeGreaterThan(20);
      expect((await shown.json()).error).toMatchObject({ category: 'build_failed' });

      const before = page.url();
      await page.getByRole('button', { name: say['build.retry'] }).click();
      await expect(page).not.toHaveURL(before);
      await expect(failure).toBeVisible({ timeout: 40_000 });
    });

    test('a deployment that fails is explained', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'shop');
      const { deployment_id } = await deployed(page, id, 'shop', { image: 'ghcr.io/amzhm/pull-error:1', until: 'failed' });
      await page.goto(`/apps/${deployment_id}`);
      const failure = page.getByRole('alert').filter({ hasText: say['app.error.image_pull'] });
      await expect(failure).toContainText('ghcr.io/amzhm/pull-error:1');
      await expect(failure).toContainText(say['hint']);

      const crashing = await deployed(page, id, 'shop', { image: 'ghcr.io/amzhm/crash:1', service: 'worker', until: 'failed' });
      await page.goto(`/apps/${crashing.deployment_id}`);
      await expect(page.getByRole('alert').filter({ hasText: say['app.error.crash_loop'] })).toContainText(say['hint']);
    });
  });
}
