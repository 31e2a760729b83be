import { describe, expect, it } from 'vitest';
import type { Build, Deployment, KubernetesEvent, PodEvent, Project, Revision } from '../api/types';
import { lineOfHash, linesOf, matches } from '../components/log-model';
import { duration } from '../components/time';
import { backOff } from '../events/stream';
import { between } from './apps/revision-model';
import { linesIn as linesOfApp, mergedLine } from './apps/AppLogs';
import { withEvent, withPod } from './apps/happenings';
import { toNewBuild, emptyBuild } from './builds/form';
import { applied } from './builds/useBuild';
import { linesIn } from './builds/useBuildLog';
import { safeNext } from './login/session';
import { isOf, nameFromRepository, projectNameHint, repositoryHint, servicesOf, strays } from './projects/services';

const build = (part: Partial<Build>) => ({ build_id: 'b', project_id: 1, service_name: 's', status: 'building', steps: [], ...part }) as Build;

describe('a build', () => {
  it('takes in a step at its place', () => {
    const next = applied(build({}), 'step', JSON.stringify({ build_id: 'b', number: 1, name: 'Build', status: 'success', started_at: null, completed_at: null }));
    expect(next?.steps).toEqual([{ name: 'Build', status: 'success', started_at: null, completed_at: null }]);
  });
  it('never leaves its final status', () => {
    const over = build({ status: 'success' });
    expect(applied(over, 'status', JSON.stringify(build({ status: 'building' })))).toBe(over);
  });
  it('keeps its place in the queue while it waits, and only then', () => {
    const waiting = build({ status: 'pending', queue_position: 3 });
    expect(applied(waiting, 'status', JSON.stringify(build({ status: 'pending', queue_position: null })))?.queue_position).toBe(3);
    expect(applied(waiting, 'status', JSON.stringify(build({ status: 'building', queue_position: null })))?.queue_position).toBeNull();
  });
  it('is asked for without the fields of another recipe', () => {
    expect(toNewBuild(1, { ...emptyBuild, service_name: 's', recipe: 'buildpacks', dockerfile_path: 'x', dockerfile_content: 'y' })).toEqual({
      project_id: 1,
      service_name: 's',
      has_dockerfile: false,
    });
  });
});

const projectNamed = (id: number, name: string, owner = 'neo') => ({ id, name, owner }) as Project;
const appIn = (namespace: string, project_id: number | null, service_name = 'z') => ({ namespace, project_id, service_name }) as Deployment;

it('shows of each service the newest build and what runs', () => {
  const apps = [appIn('neo-shop', 1), appIn('neo-other', 2, 's')];
  const found = servicesOf(projectNamed(1, 'shop'), [build({ build_id: 'new' }), build({ build_id: 'old' })], apps);
  expect(found.map(({ name, build: b, app }) => [name, b?.build_id, app !== null])).toEqual([['s', 'new', false], ['z', undefined, true]]);
});

it('knows whose app it is, also of one that was applied with kubectl', () => {
  const shop = projectNamed(1, 'shop');
  expect(
    [appIn('neo-shop', 1), appIn('neo-shop', null), appIn('neo-renamed', 1), appIn('neo-shop2', null), appIn('trinity-shop', 1), appIn('neo-other', 2)].map((app) =>
      isOf(shop, app),
    ),
  ).toEqual([true, true, true, false, false, false]);
  expect(strays([shop, projectNamed(2, 'other')], [appIn('neo-shop', null), appIn('neo-other', 2), appIn('neo-gone', 7), appIn('neo-kube', null)]).map((app) => app.namespace)).toEqual([
    'neo-gone',
    'neo-kube',
  ]);
});

it('says nothing against what may still become right', () => {
  expect(['', 'a', 'ab', 'abc', 'my-', 'My', 'a_b'].map(projectNameHint)).toEqual(['incomplete', 'incomplete', 'incomplete', 'ok', 'incomplete', 'wrong', 'wrong']);
  expect(['https', 'https://github.com/a', 'https://github.com/a/b', 'http://github.com/a/b', 'https://u@github.com/a/b'].map(repositoryHint)).toEqual([
    'incomplete', 'incomplete', 'ok', 'wrong', 'wrong',
  ]);
  expect(nameFromRepository('https://github.com/amzhm/My_Shop.git')).toBe('my-shop');
});

it('goes on only to pages of its own after signing in', () => {
  expect([safeNext('/apps/1'), safeNext('//evil.example'), safeNext('/\\evil.example'), safeNext('https://evil.example'), safeNext(null)]).toEqual(['/apps/1', '/', '/', '/', '/']);
});

it('waits longer each time, but never too long', () => {
  expect(backOff(0, 1)).toBe(500);
  expect(backOff(3, 0)).toBe(2000);
  expect(backOff(30, 1)).toBe(15_000);
});

it('finds lines', () => {
  expect(linesOf('a\nb\n')).toEqual(['a', 'b']);
  expect(matches([{ text: 'Error' }, { text: 'fine' }, { text: 'no \u001b[31merr\u001b[0mor' }], 'ERROR')).toEqual([0, 2]);
  expect(matches([{ text: 'anything' }], '')).toEqual([]);
  expect([lineOfHash('#L12'), lineOfHash('#L0'), lineOfHash('#logs')]).toEqual([11, null, null]);
  expect(mergedLine('frontend-7d9f8b6c5d-x2x4z GET /')).toEqual({ pod: 'frontend-7d9f8b6c5d-x2x4z', text: 'GET /' });
  expect(mergedLine('plain words')).toEqual({ text: 'plain words' });
});

it('reads a part of a log, however many lines it has', () => {
  expect(linesIn('{"seq":1,"step":"Build","lines":2,"text":"a\\nb\\n"}')).toEqual([{ text: 'a' }, { text: 'b' }]);
  expect(linesOfApp('{"pod":"p","time":null,"line":"x"}')).toEqual([{ text: 'x', pod: 'p' }]);
});

it('says durations as the build page does', () => {
  expect([duration(154), duration(9.4), duration(3720)]).toEqual(['2m 34s', '9s', '1h 2m']);
});

it('compares revisions by what they run', () => {
  const [first, second] = [{ spec: { image: 'a', replicas: 1 } }, { spec: { image: 'b', replicas: 1, env: { A: '1' } } }] as unknown as [Revision, Revision];
  expect(between(second, first)).toEqual([
    { path: 'env.A', before: '1', after: null },
    { path: 'image', before: 'b', after: 'a' },
  ]);
});

it('follows pods until they are gone', () => {
  const pod = (name: string, phase: string) => ({ name, phase, ready: phase === 'Running', restarts: 0, reason: null, message: null }) satisfies PodEvent;
  const started = withPod(withPod([], pod('a', 'Pending')), pod('b', 'Pending'));
  expect(withPod(started, pod('a', 'Running')).map(({ name, ready }) => [name, ready])).toEqual([['a', true], ['b', false]]);
  expect(withPod(started, pod('a', 'Deleted')).map(({ name }) => name)).toEqual(['b']);
});

it('keeps the newest events, each once', () => {
  const event = (reason: string, time: string, count = 1) => ({ type: 'Normal', reason, message: 'm', object: 'Pod/a', count, time }) satisfies KubernetesEvent;
  const all = withEvent(withEvent(withEvent([], event('Pulled', '2026-01-01T00:00:01Z'), 3), event('BackOff', '2026-01-01T00:00:03Z'), 3), event('Created', '2026-01-01T00:00:02Z'), 3);
  expect(all.map(({ reason }) => reason)).toEqual(['BackOff', 'Created', 'Pulled']);
  expect(withEvent(all, event('Pulled', '2026-01-01T00:00:09Z', 4), 2).map(({ reason, count }) => [reason, count])).toEqual([['Pulled', 4], ['BackOff', 1]]);
});
