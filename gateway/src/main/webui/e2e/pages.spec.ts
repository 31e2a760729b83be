import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { built, deployed, expect, expectAccessible, project, sessionEnded, signedIn, signedInAsAdmin, test } from './support';

const SHOTS = process.env.SCREENSHOTS;

/** Every page in both languages and both colour schemes, and on a phone. */
const looks = [
  { name: 'light', locale: 'en-GB', colorScheme: 'light', viewport: { width: 1280, height: 860 } },
  { name: 'dark-fr', locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 1280, height: 860 } },
  { name: 'phone-fr', locale: 'fr-FR', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

for (const { name, ...look } of looks) {
  test.describe(name, () => {
    test.use(look);
    test(`every page is accessible (${name})`, async ({ page }) => {
      test.setTimeout(240_000);
      const shown = async (what: string) => {
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('html')).toHaveAttribute('lang', look.locale.slice(0, 2));
        await expect(page.getByRole('status', { name: /Loading|Chargement/ })).toHaveCount(0);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
        if (SHOTS) {
          mkdirSync(SHOTS, { recursive: true });
          await page.screenshot({ path: join(SHOTS, `${what}-${name}.png`) });
        }
        await expectAccessible(page);
      };
      await page.goto('/login');
      await shown('login');
      await page.goto('/register');
      await shown('register');
      await signedIn(page);
      await page.goto('/');
      await expect(page.getByRole('listitem')).toHaveCount(3);
      await shown('first');
      await page.goto('/projects/new');
      await shown('new-project');
      const { id } = await project(page, 'shop');
      const failing = await project(page, 'broken', 'https://github.com/amzhm/fails-build');
      await page.goto(`/projects/${id}/build`);
      await shown('new-build');
      const build = await built(page, id);
      const failed = await built(page, failing.id, 'api');
      const app = await deployed(page, id, 'shop');
      const crashing = await deployed(page, id, 'shop', { image: 'ghcr.io/amzhm/pull-error:1', service: 'worker', until: 'failed' });
      await page.goto('/');
      await expect(page.getByRole('region', { name: 'shop' }).getByText('frontend')).toBeVisible();
      await shown('home');
      await page.goto(`/projects/${id}`);
      await shown('project');
      await page.goto(`/builds/${build.build_id}`);
      await shown('build');
      await page.goto(`/builds/${failed.build_id}`);
      await expect(page.getByRole('alert').first()).toBeVisible();
      await shown('build-failed');
      await page.goto(`/deploy?build=${build.build_id}`);
      await shown('deploy');
      await page.goto(`/apps/${app.deployment_id}`);
      await shown('app');
      for (const tab of ['logs', 'revisions', 'manifests']) {
        await page.goto(`/apps/${app.deployment_id}?tab=${tab}`);
        await shown(`app-${tab}`);
      }
      await page.goto(`/apps/${crashing.deployment_id}`);
      await shown('app-failed');
      await page.goto('/account');
      await shown('account');
      await page.getByRole('button', { name: /Delete account|Supprimer le compte/ }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await shown('account-delete');
      await page.goto('/projects/999999');
      await shown('not-found');
      await page.context().setOffline(true);
      await expect(page.getByRole('status').filter({ hasText: /You are offline|Vous êtes hors ligne/ })).toBeVisible();
      await shown('offline');
      await page.context().setOffline(false);
      await page.goto('/projects/new');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await sessionEnded(page);
      await page.evaluate(() => window.dispatchEvent(new Event('nokube:signed-out')));
      await expect(page.getByRole('dialog')).toBeVisible();
      await shown('session-over');

      await signedInAsAdmin(page);
      await page.goto('/admin');
      await expect(page.getByText(/\d+ (accounts|comptes)/)).toBeVisible();
      await shown('admin');
      await page.goto('/admin?tab=audit');
      await expect(page.getByRole('row').nth(1)).toBeVisible();
      await shown('admin-audit');
    });
  });
}
