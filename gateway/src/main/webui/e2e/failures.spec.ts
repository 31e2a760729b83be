import { inFrench } from '../src/i18n/said-fr';
import { building, deployed, expect, languages, project, signedIn, test } from './support';

for (const { locale, say } of languages) {
  test.describe(locale, () => {
    test.use({ locale });
    const said = (text: string) => (locale === 'fr-FR' ? (inFrench(text) ?? `no French for: ${text}`) : text);

    test('a failed build is explained with the lines that say it', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'broken', 'https://github.com/amzhm/fails-build');
      await page.goto(`/builds/${await building(page, id, 'api')}`);
      const failure = page.getByRole('alert').filter({ hasText: say['build.error.build_failed'] });
      await expect(failure).toBeVisible({ timeout: 40_000 });
      await expect(failure).toContainText(say['hint']);
      const lines = failure.getByLabel(say['build.error.lines']);
      await expect(lines).toContainText(/error/i);
      expect((await lines.innerText()).trim().length).toBeGreaterThan(20);
      const { error } = await (await page.request.get(`/api/v1/builds/${page.url().split('/').at(-1)}`)).json();
      expect(error).toMatchObject({ category: 'build_failed' });
      await expect(failure).toContainText(said(error.message));
      await expect(failure).toContainText(said(error.hint));

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
      const { error } = await (await page.request.get(`/api/v1/deployments/${deployment_id}`)).json();
      await expect(failure).toContainText(said(error.hint));

      const crashing = await deployed(page, id, 'shop', { image: 'ghcr.io/amzhm/crash:1', service: 'worker', until: 'failed' });
      await page.goto(`/apps/${crashing.deployment_id}`);
      await expect(page.getByRole('alert').filter({ hasText: say['app.error.crash_loop'] })).toContainText(say['hint']);
    });

    test('what the API cannot do is said where it was asked for, and can be tried again', async ({ page }) => {
      await signedIn(page);
      const problem = { type: 'about:blank', title: 'Service Unavailable', status: 503, detail: 'The database is away.', trace_id: '4bf92f3577b34da6' };
      await page.route('**/api/v1/projects?**', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem }));
      await page.goto('/');
      const alert = page.getByRole('alert').filter({ hasText: 'The database is away.' });
      await expect(alert).toContainText('4bf92f3577b34da6', { timeout: 20_000 });
      await page.unroute('**/api/v1/projects?**');
      await alert.getByRole('button', { name: say['retry'] }).click();
      await expect(page.getByRole('link', { name: say['first.action'] })).toBeVisible();

      // What a proxy in between says is no answer of the API's.
      await page.route('**/api/v1/projects', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad <b>gateway</b></h1>' }) : route.continue()));
      await page.goto('/projects/new');
      await page.getByLabel(say['new_project.repository']).fill('https://github.com/amzhm/shop');
      await page.getByRole('button', { name: say['new_project.create'] }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expect(page.locator('[role=alert] h1, [role=alert] b')).toHaveCount(0);
      await expect(page.getByLabel(say['new_project.repository'])).toHaveValue('https://github.com/amzhm/shop');
    });
  });
}
