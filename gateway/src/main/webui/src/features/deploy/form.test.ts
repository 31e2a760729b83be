import { describe, expect, it } from 'vitest';
import type { Build, Project, Revision } from '../../api/types';
import { changedFields, emptyDeploy, imageOf, imageTitle, partOf, shownErrors, toRequest, words } from './form';
import { amount, nearest, steps } from './quantity';
import { currentSpec, settingsOf } from './settings';

const project = { id: 1, name: 'myapp', owner: 'testuser' } as Project;
const form = { ...emptyDeploy, service_name: 'frontend', image_name: 'ghcr.io/amzhm/testuser-myapp-frontend:latest' };

describe('the request', () => {
  it('holds what the page shows, and of the folded parts only what was filled in', () => {
    expect(toRequest(form, project)).toEqual({
      project_id: 1,
      project_name: 'myapp',
      username: 'testuser',
      service_name: 'frontend',
      image_name: 'ghcr.io/amzhm/testuser-myapp-frontend:latest',
      service_type: 'web',
      exposure_type: 'external',
      container_port: 3000,
      service_port: 8000,
      replicas: 2,
      cpu_request: '100m',
      cpu_limit: '500m',
      memory_request: '256Mi',
      memory_limit: '512Mi',
      env_vars: {},
      health_check_enabled: true,
    });
  });
  it('leaves the number of replicas to the autoscaler', () => {
    const request = toRequest({ ...form, enable_autoscaling: true, max_replicas: '5' }, project);
    expect(request).toMatchObject({ enable_autoscaling: true, min_replicas: 1, max_replicas: 5, target_cpu_percent: 70 });
    expect(request).not.toHaveProperty('replicas');
  });
  it('asks for no domain and no HTTPS where nobody outside is served', () => {
    const request = toRequest({ ...form, exposure_type: 'internal', custom_domain: 'a.example.com', enable_https: true }, project);
    expect(request).not.toHaveProperty('custom_domain');
    expect(request).not.toHaveProperty('enable_https');
  });
  it('sends a number that is none as it was typed, for the API to name', () => {
    expect(toRequest({ ...form, container_port: '80a' }, project).container_port).toBe('80a');
  });
});

it('pins the image of a build to what was pushed', () => {
  const build = { image_full_name: 'ghcr.io/a/b:latest', image_digest: 'sha256:abc' } as Build;
  expect(imageOf(build)).toBe('ghcr.io/a/b:latest@sha256:abc');
  expect(imageTitle(imageOf(build))).toBe('b:latest');
  expect(imageOf({ ...build, image_digest: null })).toBe('ghcr.io/a/b:latest');
});

it('parts a command line as a shell does', () => {
  expect(words('node  "my server.js" --title=\'a "b"\' "say \\"hi\\""')).toEqual(['node', 'my server.js', '--title=a "b"', 'say "hi"']);
});

it('opens the folded part in which something is wrong', () => {
  expect(['storage_size', 'readiness_check_path', 'min_replicas', 'cpu_limit'].map(partOf)).toEqual(['storage', 'health', 'autoscaling', null]);
});

it('knows quantities', () => {
  expect([amount('100m'), amount('1Gi'), amount('0.5'), amount('lots')]).toEqual([0.1, 2 ** 30, 0.5, null]);
  expect(steps.memory[nearest('memory', '300Mi')]).toBe('256Mi');
  expect(nearest('cpu', 'lots')).toBe(0);
});

it('begins with how the app is deployed now', () => {
  const spec = { containerPort: 80, env: { A: '1' }, exposure: { type: 'external', path: '/shop' }, secretRefs: ['frontend-secrets'], command: ['a b', 'c'] };
  const settings = settingsOf(
    currentSpec([
      { revision: 2, current: false, spec: { image: 'b' } },
      { revision: 1, current: true, spec },
    ] as unknown as Revision[]),
  );
  expect(settings).toEqual({
    container_port: '80',
    custom_path: '/shop',
    has_secrets: true,
    env_vars: [{ name: 'A', value: '1' }],
    exposure_type: 'external',
    command: '"a b" c',
  });
  expect(words(settings.command ?? '')).toEqual(['a b', 'c']);
});

it('leaves secrets alone unless new ones are given or they are to go', () => {
  const before = { ...form, has_secrets: true };
  expect(toRequest(before, project)).not.toHaveProperty('secrets');
  expect(toRequest({ ...before, remove_secrets: true }, project).secrets).toEqual({});
  expect(toRequest({ ...before, secrets: [{ name: 'KEY', value: 'v' }] }, project).secrets).toEqual({ KEY: 'v' });
});

it('says only what is wrong with what somebody changed, until the form is refused', () => {
  const live = { image_name: 'a', 'env_vars.1A': 'b', replicas: 'c' };
  expect(shownErrors(live, null, new Set(['env_vars']))).toEqual({ 'env_vars.1A': 'b' });
  expect(shownErrors(live, { replicas: 'd' }, new Set())).toEqual({ replicas: 'd' });
});

it('knows again after a reload what somebody had changed', () => {
  const start = { ...emptyDeploy, env_vars: [{ name: 'A', value: '1' }] };
  expect(changedFields(start, structuredClone(start))).toEqual(new Set());
  expect(changedFields(start, { ...start, cpu_limit: 'lots', env_vars: [{ name: 'A', value: '2' }] })).toEqual(
    new Set(['cpu_limit', 'env_vars']),
  );
});
