import { built, deployed, expect, filled, languages, project, signedIn, test } from './support';

const ENV_FILE = '# comment\nexport NODE_ENV=production\nGREETING="hello there"\nnonsense\nURL=http://backend:8000 # inside';

for (const { locale, say } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test('a build is deployed, and deployed again from what is deployed', async ({ page }) => {
      const username = await signedIn(page);
      const { id } = await project(page, 'shop');
      const { build_id } = await built(page, id);
      await page.goto(`/deploy?build=${build_id}`);
      await expect(page.getByRole('heading', { name: filled(say['deploy.title'], { image: `${username}-shop-frontend:latest` }) })).toBeVisible();
      // Pinned to what was built, whatever the tag points to tomorrow.
      await expect(page.getByLabel(say['deploy.image'], { exact: false }).first()).toHaveValue(/:latest@sha256:[0-9a-f]{64}$/);
      await expect(page.getByLabel(say['deploy.service'], { exact: false }).first()).not.toBeEditable();

      await page.getByRole('button', { name: say['pairs.paste'] }).first().click();
      const paste = page.getByRole('dialog', { name: say['pairs.paste'] });
      await paste.getByLabel(say['pairs.file']).fill(ENV_FILE);
      await expect(paste).toContainText(filled(say['pairs.skipped'], { lines: 4 }));
      await paste.getByRole('button', { name: filled(say['pairs.take_other'], { n: 3 }) }).click();
      await expect(page.getByLabel(filled(say['pairs.value'], { name: 'GREETING' }))).toHaveValue('hello there');
      await expect(page.getByLabel(filled(say['pairs.value'], { name: 'URL' }))).toHaveValue('http://backend:8000');
      const secrets = page.getByRole('group', { name: say['deploy.secrets'] });
      await secrets.getByRole('button', { name: say['pairs.add'] }).click();
      await secrets.getByLabel(filled(say['pairs.name'], { n: 1 })).fill('API_KEY');
      await secrets.getByLabel(filled(say['pairs.value'], { name: 'API_KEY' })).fill('hunter2-hunter2');

      const plan = page.getByRole('region', { name: say['plan.title'] });
      await expect(plan.getByRole('status')).toHaveText(new RegExp(`^${filled(say['plan.count'], { create: '\\d+', update: '0', delete: '0' }).split('.')[0]}`));
      await expect(plan).toContainText('Deployment');
      await expect(plan).toContainText('Secret');
      await expect(plan).not.toContainText('hunter2');
      expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('hunter2');
      // A reload loses nothing but the secrets, which are nowhere kept.
      await page.reload();
      await expect(page.getByLabel(filled(say['pairs.value'], { name: 'GREETING' }))).toHaveValue('hello there');
      await expect(secrets.getByRole('textbox')).toHaveCount(0);
      await page.getByRole('button', { name: say['deploy.submit'] }).click();
      await expect(page.getByRole('heading', { name: filled(say['app.sentence.running'], { ready: 2, total: 2 }) })).toBeVisible({ timeout: 30_000 });

      await page.getByRole('link', { name: say['app.redeploy'] }).click();
      await expect(page.getByLabel(filled(say['pairs.value'], { name: 'NODE_ENV' }))).toHaveValue('production');
      await expect(plan.getByRole('status')).toHaveText(say['plan.nothing']);
      await page.getByLabel(filled(say['pairs.value'], { name: 'NODE_ENV' })).fill('staging');
      await expect(plan).toContainText('staging');
      await expect(plan).toContainText('production');
      await expect(plan.getByText(say['plan.update'], { exact: true }).first()).toBeVisible();
    });

    test('what is wrong is said beside its field, while it is typed and when it was sent', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'shop');
      await page.goto(`/deploy?project=${id}`);
      const plan = page.getByRole('region', { name: say['plan.title'] });
      await expect(plan).toContainText(say['plan.incomplete']);
      await page.locator('[name=image_name]').fill('Not An Image');
      await page.locator('[name=service_name]').fill('shop');
      await expect(page.locator('[name=image_name]')).toHaveAttribute('aria-invalid', 'true');
      await expect(plan).toContainText(say['plan.invalid']);
      await page.locator('[name=image_name]').fill('docker.io/library/nginx:1.27');
      await expect(page.locator('[name=image_name]')).not.toHaveAttribute('aria-invalid', 'true');
      await expect(plan.getByRole('status')).not.toHaveText(say['plan.invalid']);

      // In a part that is folded: it opens, and the keyboard is there.
      await page.getByRole('button', { name: new RegExp(say['deploy.storage']) }).click();
      await page.locator('[name=storage_size]').fill('much');
      await page.locator('[name=storage_path]').fill('relative');
      await page.getByRole('button', { name: new RegExp(say['deploy.storage']) }).click();
      await page.getByRole('button', { name: say['deploy.submit'] }).click();
      await expect(page.locator('[name=storage_size]')).toBeVisible();
      await expect(page.locator('[name=storage_size]')).toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByRole('alert').filter({ hasText: 'storage_size' })).toBeVisible();
      await page.locator('[name=storage_size]').fill('');
      await page.locator('[name=storage_path]').fill('');
      await page.getByRole('button', { name: say['deploy.submit'] }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'shop' })).toBeVisible();
    });

    test('sizes by slider and by text, autoscaling in place of replicas', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'shop');
      await page.goto(`/deploy?project=${id}`);
      await page.locator('[name=image_name]').fill('ghcr.io/amzhm/shop:1');
      await page.locator('[name=service_name]').fill('shop');
      const slider = page.getByRole('slider', { name: say['deploy.cpu.limit'] });
      await slider.focus();
      await page.keyboard.press('ArrowRight');
      await expect(page.locator('[name=cpu_limit]')).toHaveValue('1');
      await expect(page.locator('[name=cpu_request]')).toHaveValue('100m');
      await page.locator('[name=memory_limit]').fill('2Gi');
      await expect(page.getByRole('slider', { name: say['deploy.memory.limit'] })).toHaveAttribute('aria-valuetext', '2Gi');
      await page.getByRole('button', { name: new RegExp(say['deploy.autoscaling.hint']) }).click();
      await page.getByRole('switch', { name: say['deploy.autoscaling.enabled'] }).press('Space');
      await expect(page.getByRole('switch', { name: say['deploy.autoscaling.enabled'] })).toBeChecked();
      await expect(page.locator('[name=replicas]')).toBeDisabled();
      await expect(page.getByRole('region', { name: say['plan.title'] })).toContainText('HorizontalPodAutoscaler');
    });

    test('an image for a service that is there already is no trap', async ({ page }) => {
      await signedIn(page);
      const { id } = await project(page, 'shop');
      const { deployment_id } = await deployed(page, id, 'shop', { more: { env_vars: { KEPT: 'yes' } } });
      await page.goto('/deploy');
      await page.getByRole('combobox', { name: say['deploy.choose.project'] }).click();
      await page.getByRole('option', { name: 'shop' }).click();
      await page.locator('[name=image_name]').fill('ghcr.io/amzhm/shop:2');
      await page.locator('[name=service_name]').fill('frontend');
      await expect(page.getByText(filled(say['deploy.exists'], { name: 'frontend', revision: 1 }))).toBeVisible();
      await page.getByRole('link', { name: say['deploy.exists.open'] }).click();
      await expect(page).toHaveURL(new RegExp(`app=${deployment_id}`));
      await expect(page.getByLabel(filled(say['pairs.value'], { name: 'KEPT' }))).toHaveValue('yes');
    });
  });
}
