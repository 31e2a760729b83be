import type { Page } from '@playwright/test';
import { deployed, expect, filled, languages, project, signedIn, test } from './support';

type Words = (typeof languages)[number]['say'];

async function act(page: Page, say: Words, what: string): Promise<void> {
  await page.getByRole('button', { name: say['app.actions'] }).click();
  await page.getByRole('menuitem', { name: what, exact: true }).click();
}

for (const { locale, say } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test('an app is scaled, restarted, stopped, started and deleted', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'shop');
      const { deployment_id } = await deployed(page, id, 'shop');
      await page.goto(`/apps/${deployment_id}`);
      const pods = page.getByRole('region', { name: say['app.pods'] });
      const runs = (n: number) => page.getByRole('heading', { name: filled(say['app.sentence.running'], { ready: n, total: n }) });
      await expect(runs(2)).toBeVisible();
      await expect(pods.getByText(/^frontend-/)).toHaveCount(2);
      const before = await pods.getByText(/^frontend-/).allInnerTexts();

      await act(page, say, say['app.scale']);
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(say['deploy.replicas']).fill('101');
      await dialog.getByRole('button', { name: say['app.scale'] }).click();
      await expect(dialog.getByLabel(say['deploy.replicas'])).toHaveAttribute('aria-invalid', 'true');
      await dialog.getByLabel(say['deploy.replicas']).fill('3');
      await dialog.getByRole('button', { name: say['app.scale'] }).click();
      await expect(runs(3)).toBeVisible({ timeout: 30_000 });
      await expect(pods.getByText(/^frontend-/)).toHaveCount(3);

      // Pod by pod: the old ones go as the new ones come.
      await act(page, say, say['app.restart']);
      await expect(page.getByText(say['app.restart.done'])).toBeVisible();
      await expect(pods.getByText(before[0] ?? '?')).toHaveCount(0, { timeout: 30_000 });
      await expect(pods.getByText(before[1] ?? '?')).toHaveCount(0, { timeout: 30_000 });
      await expect(runs(3)).toBeVisible({ timeout: 30_000 });

      await act(page, say, say['app.stop']);
      await page.getByRole('dialog').getByRole('button', { name: say['app.stop'] }).click();
      await expect(page.getByRole('heading', { name: say['app.sentence.stopped'] })).toBeVisible({ timeout: 30_000 });
      await act(page, say, say['app.start']);
      await expect(runs(3)).toBeVisible({ timeout: 30_000 });

      await act(page, say, say['app.delete']);
      await page.getByRole('dialog').getByLabel(filled(say['confirm.type'], { name: 'frontend' })).fill('frontend');
      await page.getByRole('dialog').getByRole('button', { name: say['app.delete'] }).click();
      await expect(page).toHaveURL(new RegExp(`/projects/${id}$`));
    });

    test('revisions are compared and gone back to', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'shop');
      const { deployment_id } = await deployed(page, id, 'shop', { more: { env_vars: { GREETING: 'hello' } } });
      await deployed(page, id, 'shop', { image: 'ghcr.io/amzhm/shop:2', more: { env_vars: { GREETING: 'goodbye' } } });
      await page.goto(`/apps/${deployment_id}?tab=revisions`);
      await page.getByText(say['revision.diff']).click();
      const diff = page.locator('details');
      await expect(diff).toContainText('env.GREETING');
      await expect(diff).toContainText('goodbye');
      await expect(diff).toContainText('hello');
      await page.getByRole('button', { name: say['revision.rollback'] }).click();
      await page.getByRole('dialog').getByRole('button', { name: say['revision.rollback'] }).click();
      await expect(page.getByText(filled(say['revision.number'], { n: 3 }), { exact: true })).toBeVisible({ timeout: 30_000 });
      const now = await (await page.request.get(`/api/v1/deployments/${deployment_id}`)).json();
      expect(now.image_name).toBe('ghcr.io/amzhm/shop:1');
    });

    test('logs of all pods or one, and the same app as kubectl has it', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'shop');
      const { deployment_id } = await deployed(page, id, 'shop', { more: { env_vars: { ANSWER: 'yes' } } });
      await page.goto(`/apps/${deployment_id}?tab=logs`);
      const log = page.getByRole('log');
      await expect(log.locator('.nk-log-line').nth(1)).toBeVisible();
      const pods = new Set(await log.locator('.nk-log-pod').allInnerTexts());
      expect(pods.size).toBe(2);
      const [one = ''] = pods;
      await page.getByRole('combobox', { name: say['log.pod'] }).selectOption(one);
      await expect.poll(async () => [...new Set(await log.locator('.nk-log-pod').allInnerTexts())]).toEqual([one]);
      await page.getByRole('switch', { name: say['log.before'] }).press('Space');
      await expect(page.getByRole('switch', { name: say['log.before'] })).toBeChecked();
      await expect(page.getByText(say['app.logs.none']).or(log.locator('.nk-log-line').first())).toBeVisible();

      await page.getByRole('tab', { name: say['app.tab.manifests'] }).click();
      const resource = page.getByLabel(say['manifests.app'], { exact: true });
      await expect(resource).toContainText('kind: NoKubeApp');
      await expect(resource).toContainText('ANSWER: "yes"');
      await expect(page.getByLabel(say['manifests.title'], { exact: true })).toContainText('kind: "Deployment"');
      await expect(page.getByLabel(say['manifests.kubectl'], { exact: true })).toContainText('kubectl get nokubeapp frontend');
    });
  });
}
