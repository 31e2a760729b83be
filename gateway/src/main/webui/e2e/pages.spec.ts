import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { atRest, built, deployed, expect, expectAccessible, expectNoOverflow, project, sessionEnded, signedIn, signedInAsAdmin, test as base } from './support';

const SHOTS = process.env.SCREENSHOTS;

type State = Awaited<ReturnType<import('@playwright/test').APIRequestContext['storageState']>>;

/** Somebody with a project that runs and one that does not; made once for each process. */
interface World {
  state: State;
  shop: number;
  build: string;
  failedBuild: string;
  app: string;
  failedApp: string;
}

const test = base.extend<object, { world: World }>({
  world: [
    async ({ playwright }, use) => {
      const request = await playwright.request.newContext({ baseURL: process.env.NOKUBE_URL ?? 'http://127.0.0.1:8080' });
      const user = { request };
      await signedIn(user);
      const shop = await project(user, 'shop');
      const broken = await project(user, 'broken', 'https://github.com/amzhm/fails-build');
      const [build, failedBuild] = await Promise.all([built(user, shop.id), built(user, broken.id, 'api')]);
      const app = await deployed(user, shop.id, 'shop', { more: { env_vars: { NODE_ENV: 'production' } } });
      await deployed(user, shop.id, 'shop', { image: 'ghcr.io/amzhm/shop:2', more: { env_vars: { NODE_ENV: 'production', CACHE: 'on' } } });
      const failedApp = await deployed(user, shop.id, 'shop', { image: 'ghcr.io/amzhm/pull-error:1', service: 'worker', until: 'failed' });
      await use({
        state: await request.storageState(),
        shop: shop.id,
        build: build.build_id,
        failedBuild: failedBuild.build_id,
        app: app.deployment_id,
        failedApp: failedApp.deployment_id,
      });
      await request.dispose();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

/** Every page in both languages and both colour schemes, and on a phone, in this order. */
const looks = {
  light: { language: 'en', colorScheme: 'light', viewport: { width: 1280, height: 860 } },
  'dark-fr': { language: 'fr', colorScheme: 'dark', viewport: { width: 1280, height: 860 } },
  'phone-fr': { language: 'fr', colorScheme: 'light', viewport: { width: 390, height: 844 } },
} as const;

type Opening = (page: Page, world: World) => Promise<unknown>;

const at = (path: (world: World) => string): Opening => (page, world) => page.goto(path(world));

/** What a signed-in user can come to see. */
const pages: Record<string, Opening> = {
  home: at(() => '/'),
  'new-project': async (page) => {
    await page.goto('/projects/new');
    await page.locator('[name=repository_url]').fill('https://github.com/amzhm/shop');
    await expect(page.getByText(/Found on GitHub|Trouvé sur GitHub/)).toBeVisible();
  },
  project: at(({ shop }) => `/projects/${shop}`),
  'new-build': at(({ shop }) => `/projects/${shop}/build`),
  build: at(({ build }) => `/builds/${build}`),
  'build-failed': at(({ failedBuild }) => `/builds/${failedBuild}`),
  deploy: async (page, { build }) => {
    await page.goto(`/deploy?build=${build}`);
    await expect(page.getByText(/Nothing happens until|Rien ne se passe avant/)).toBeVisible();
  },
  'deploy-image': async (page, { shop }) => {
    await page.goto(`/deploy?project=${shop}`);
    await page.locator('[name=cpu_limit]').fill('lots');
    await page.locator('[name=image_name]').fill('ghcr.io/amzhm/shop:3');
    await page.locator('[name=service_name]').fill('frontend');
    await expect(page.locator('[name=cpu_limit]')).toHaveAttribute('aria-invalid', 'true');
  },
  'deploy-advanced': async (page, { shop }) => {
    await page.goto(`/deploy?project=${shop}`);
    const folded = page.locator('.mantine-Accordion-control[aria-expanded=false]');
    await expect(folded.first()).toBeVisible();
    while ((await folded.count()) > 0) {
      await folded.first().click();
    }
  },
  app: async (page, { app }) => {
    await page.goto(`/apps/${app}`);
    await expect(page.getByRole('region', { name: 'Pods' })).toBeVisible();
  },
  'app-logs': at(({ app }) => `/apps/${app}?tab=logs`),
  'app-revisions': async (page, { app }) => {
    await page.goto(`/apps/${app}?tab=revisions`);
    await page.locator('summary').first().click();
  },
  'app-manifests': at(({ app }) => `/apps/${app}?tab=manifests`),
  'app-failed': at(({ failedApp }) => `/apps/${failedApp}`),
  'app-scale': async (page, { app }) => {
    await page.goto(`/apps/${app}`);
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem').first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  account: at(() => '/account'),
  'account-delete': async (page) => {
    await page.goto('/account');
    await page.getByRole('button', { name: /Delete account|Supprimer le compte/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  'not-found': at(() => '/projects/999999'),
  offline: async (page) => {
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.context().setOffline(true);
    await expect(page.getByRole('status').filter({ hasText: /You are offline|Vous êtes hors ligne/ })).toBeVisible();
  },
};

/** What nobody or somebody else sees; these have sessions of their own. */
const others: Record<string, (page: Page) => Promise<unknown>> = {
  login: (page) => page.goto('/login'),
  register: (page) => page.goto('/register'),
  first: async (page) => {
    await signedIn(page);
    await page.goto('/');
    await expect(page.getByRole('listitem')).toHaveCount(3);
  },
  'session-over': async (page) => {
    await signedIn(page);
    await page.goto('/projects/new');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await sessionEnded(page);
    await page.evaluate(() => window.dispatchEvent(new Event('nokube:signed-out')));
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  admin: async (page) => {
    await signedInAsAdmin(page);
    await page.goto('/admin');
    await expect(page.getByText(/\d+ (accounts?|comptes?)/)).toBeVisible();
  },
  'admin-quotas': async (page) => {
    await signedInAsAdmin(page);
    await page.goto('/admin?tab=quotas');
    await expect(page.getByRole('progressbar').first()).toBeVisible();
  },
  'admin-platform': async (page) => {
    await signedInAsAdmin(page);
    await page.goto('/admin?tab=platform');
    await expect(page.getByRole('region', { name: 'monitor-svc' })).toBeVisible();
  },
  'admin-audit': async (page) => {
    await signedInAsAdmin(page);
    await page.goto('/admin?tab=audit');
    await expect(page.getByRole('row').nth(1)).toBeVisible();
  },
};

async function looksRight(page: Page, what: string, look: keyof typeof looks): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', looks[look].language);
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', looks[look].colorScheme);
  await expect(page.getByRole('status', { name: /Loading|Chargement/ })).toHaveCount(0);
  await expectNoOverflow(page);
  if (SHOTS) {
    mkdirSync(SHOTS, { recursive: true });
    await atRest(page);
    await page.screenshot({ path: join(SHOTS, `${what}-${look}.png`), fullPage: what !== 'build-failed' && !what.endsWith('delete') });
  }
  await expectAccessible(page);
}

/** Opens a page in English, then in French; that one is then made narrow, as turning a phone does, without a new load. */
async function looksRightEverywhere(page: Page, what: string, open: () => Promise<unknown>): Promise<void> {
  await open();
  await looksRight(page, what, 'light');
  await page.context().setOffline(false);
  await page.addInitScript(() => localStorage.setItem('nokube.language', 'fr'));
  await page.emulateMedia({ colorScheme: 'dark' });
  await open();
  await looksRight(page, what, 'dark-fr');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(looks['phone-fr'].viewport);
  await looksRight(page, what, 'phone-fr');
}

// Each looks at a page three times.
test.use({ locale: 'en-GB', colorScheme: 'light', viewport: looks.light.viewport });

for (const [what, open] of Object.entries(pages)) {
  test(`${what}: accessible, in one language, nothing cut off`, async ({ page, world }) => {
    await page.context().addCookies(world.state.cookies);
    await looksRightEverywhere(page, what, () => open(page, world));
  });
}
for (const [what, open] of Object.entries(others)) {
  test(`${what}: accessible, in one language, nothing cut off`, async ({ page }) => {
    await looksRightEverywhere(page, what, () => open(page));
  });
}
