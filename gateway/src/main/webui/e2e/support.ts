import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type APIRequestContext, type Page } from '@playwright/test';
import { en } from '../src/i18n/en';
import { fr } from '../src/i18n/fr';

export const PASSWORD = 'correct horse battery staple';

/** The console's own words: what is asked in a test is which of them are shown. */
export const languages = [
  { locale: 'en-GB', say: en as Record<keyof typeof en, string> },
  { locale: 'fr-FR', say: fr as Record<keyof typeof en, string> },
];

/** Fills in the `{names}` of a message. */
export function filled(message: string, values: Record<string, string | number>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Every test watches its page: no error on the console, no script refused, no request to another host. */
export const test = base.extend<{ watched: void }>({
  watched: [
    async ({ page, baseURL }, use) => {
      const wrong: string[] = [];
      const home = new URL(baseURL ?? '').origin;
      page.on('console', (message) => {
        // The browser itself reports every refused request; those are the API's answers, not the page's mistakes.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          wrong.push(message.text());
        }
      });
      page.on('pageerror', (error) => wrong.push(String(error)));
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.origin !== home && url.protocol !== 'data:' && url.protocol !== 'blob:') {
          wrong.push(`request to ${url.origin}`);
        }
      });
      await use();
      expect(wrong).toEqual([]);
    },
    { auto: true },
  ],
});

let count = 0;
/** A username that no other test has, in whichever process it runs. */
export function freshName(): string {
  count += 1;
  return `u${Date.now().toString(36)}${process.env.TEST_PARALLEL_INDEX ?? '0'}x${count}`;
}

/** What speaks to the API for a test: a page, which shares its session, or a client of its own. */
type Speaker = Page | { request: APIRequestContext };

/** Makes an account by the API and signs this page in; the account's name. */
export async function signedIn(page: Speaker): Promise<string> {
  const username = freshName();
  const account = { username, password: PASSWORD };
  expect((await page.request.post('/api/v1/auth/register', { data: { ...account, email: `${username}@example.com` } })).status()).toBe(201);
  expect((await page.request.post('/api/v1/auth/login', { data: account })).status()).toBe(200);
  return username;
}

/** Signs this page in as the first user, whose password `./nokube up` made. */
export async function signedInAsAdmin(page: Speaker): Promise<void> {
  const password = process.env.NOKUBE_ADMIN_PASSWORD;
  if (!password) {
    throw new Error('NOKUBE_ADMIN_PASSWORD is the password in .nokube/admin-password of the running stack');
  }
  expect((await page.request.post('/api/v1/auth/login', { data: { username: 'admin', password } })).status()).toBe(200);
}

/** Ends the session behind the page's back, as its expiry would. */
export async function sessionEnded(page: Page): Promise<void> {
  expect((await page.request.post('/api/v1/auth/logout')).status()).toBe(204);
}

export async function project(page: Speaker, name: string, repository = 'https://github.com/amzhm/shop'): Promise<{ id: number }> {
  const answer = await page.request.post('/api/v1/projects', { data: { name, repository_url: repository } });
  expect(answer.status()).toBe(201);
  return answer.json();
}

/** Starts a build; its id. */
export async function building(page: Speaker, projectId: number, service = 'frontend'): Promise<string> {
  const started = await page.request.post('/api/v1/builds', { data: { project_id: projectId, service_name: service } });
  expect(started.status()).toBe(202);
  return (await started.json()).build_id;
}

/** Starts a build and waits for its end; the build. */
export async function built(page: Speaker, projectId: number, service = 'frontend'): Promise<{ build_id: string; status: string }> {
  const build_id = await building(page, projectId, service);
  await expect
    .poll(async () => (await (await page.request.get(`/api/v1/builds/${build_id}`)).json()).status, { timeout: 40_000 })
    .toMatch(/success|failed/);
  return (await page.request.get(`/api/v1/builds/${build_id}`)).json();
}

interface Wanted {
  image?: string;
  service?: string;
  /** The status to wait for. */
  until?: 'running' | 'failed';
  /** More of the request. */
  more?: Record<string, unknown>;
}

export async function deployed(page: Speaker, projectId: number, projectName: string, wanted: Wanted = {}): Promise<{ deployment_id: string }> {
  const { image = 'ghcr.io/amzhm/shop:1', service = 'frontend', until = 'running', more = {} } = wanted;
  const answer = await page.request.post('/api/v1/deploy', {
    data: { project_id: projectId, project_name: projectName, service_name: service, image_name: image, ...more },
  });
  expect(answer.status()).toBe(202);
  const app = await answer.json();
  await expect
    .poll(async () => (await (await page.request.get(`/api/v1/deployments/${app.deployment_id}`)).json()).status, { timeout: 60_000 })
    .toBe(until);
  return app;
}

/** Until what fades in or moves is where it stays: before, it is not as readable as it will be. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations === 1).map((each) => each.finished.catch(() => null))));
}

/** No violation of the accessibility rules that a machine can check. */
export async function expectAccessible(page: Page): Promise<void> {
  await atRest(page);
  const result = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  expect(result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`)).toEqual([]);
}

/** Nothing can be scrolled sideways: all of the page is in sight on a screen of this width. */
export async function expectNoOverflow(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}

export { expect };
