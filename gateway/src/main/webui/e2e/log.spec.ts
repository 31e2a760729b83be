import { built, building, expect, project, signedIn, test } from './support';

const LINES = 100_000;
const FRAMES = 120;
const SMOOTH_MILLISECONDS = 50;

/** As a long build prints: colours here and there, some lines long. */
function longLog(): string {
  return Array.from({ length: LINES }, (_, index) =>
    index % 1_000 === 999 ? `\u001b[31merror\u001b[0m of step ${index + 1}` : `\u001b[2m${index + 1}\u001b[0m npm fetched package-${index % 977} ${'.'.repeat(index % 60)}`,
  ).join('\n');
}

test('a log of 100,000 lines scrolls without a stutter, is searched and linked', async ({ page, context }) => {
  await signedIn(page);
  const { id } = await project(page, 'shop');
  const { build_id } = await built(page, id);
  // The sandbox's builds are short: the log alone is another one.
  await page.route(`**/api/v1/builds/${build_id}/logs`, (route) => route.fulfill({ contentType: 'text/plain; charset=utf-8', body: longLog() }));
  await page.goto(`/builds/${build_id}`);
  const log = page.getByRole('log');
  await expect(page.getByText('100,000 lines')).toBeVisible();
  await expect(log.getByRole('link', { name: 'Line 1', exact: true })).toBeVisible();

  const measured = await log.evaluate(async (box, frames) => {
    const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    let most = 0;
    const step = (box.scrollHeight - box.clientHeight) / frames;
    let before = await next();
    for (let frame = 1; frame <= frames; frame += 1) {
      box.scrollTop = frame * step;
      const now = await next();
      times.push(now - before);
      before = now;
      most = Math.max(most, box.querySelectorAll('.nk-log-line').length);
    }
    return { times: times.sort((a, b) => a - b), most };
  }, FRAMES);
  const at = (share: number) => Math.round(measured.times[Math.floor(share * (FRAMES - 1))] ?? Infinity);
  test.info().annotations.push({ type: 'frames (ms)', description: `median ${at(0.5)}, 90% ${at(0.9)}, slowest ${at(1)}` });
  console.log(`frames while scrolling 100,000 lines (ms): median ${at(0.5)}, 90% ${at(0.9)}, slowest ${at(1)}`);
  expect(measured.most, 'lines that are elements at the same time').toBeLessThan(200);
  expect(at(0.5), 'median of a frame in ms').toBeLessThanOrEqual(SMOOTH_MILLISECONDS);
  await expect(log.getByRole('link', { name: 'Line 100000' })).toBeVisible();

  await page.getByLabel('Search the log').fill('error of step');
  await expect(page.getByText('1 / 100', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Next match' }).click();
  await expect(page.getByText('2 / 100', { exact: true })).toBeVisible();
  await log.getByRole('link', { name: 'Line 2000', exact: true }).click();
  await expect(page).toHaveURL(/#L2000$/);

  const linked = await context.newPage();
  await linked.route(`**/api/v1/builds/${build_id}/logs`, (route) => route.fulfill({ contentType: 'text/plain; charset=utf-8', body: longLog() }));
  await linked.goto(`/builds/${build_id}#L54321`);
  const line = linked.getByRole('link', { name: 'Line 54321', exact: true });
  await expect(line).toHaveAttribute('aria-current', 'true');
  await expect(line).toBeInViewport();
});

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
