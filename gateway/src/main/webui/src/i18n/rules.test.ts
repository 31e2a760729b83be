import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleInFrench, rulesInFrench } from './rules-fr';
import { inFrench } from './said-fr';

const ROOT = join(import.meta.dirname, '../../../../../..');
const LITERAL = String.raw`"(?:[^"\\]|\\.)*"`;
const GOES_ON = String.raw`(?:\s*\+\s*${LITERAL})*`;
const TEXT = new RegExp(`${LITERAL}${GOES_ON}`, 'g');
const ABOUT_FIELD = new RegExp(String.raw`"(?:must|is|are|may|cannot|needs) (?:[^"\\\n]|\\.)*"${GOES_ON}`, 'g');
const valueOf = (text: string): string => JSON.parse(text.replace(/"\s*\+\s*"/g, ''));

/** Nobody meets them in the console: it has no such field, parameter or header. */
const ELSEWHERE = [
  // What a running build's job reports.
  'must be 40 or 64 hexadecimal digits in lower case',
  'must be sha256: and 64 hexadecimal digits in lower case',
  'must be the name of a step',
  // Parameters of logs and lists, which the console's own code writes.
  'must be an age such as 10m or 2h, or a time such as 2025-08-18T10:30:00Z',
  'must be keep or strip',
  'must be pending, building, cancelling, success, failed or cancelled',
  'cannot be combined with following; leave it out',
  'cannot be combined with step',
  "must be one of the deployment's pods: ",
];

function sources(): string[] {
  const modules = ['gateway', 'build-svc', 'monitor-svc', 'src-shared', 'src-shared/web'];
  return modules
    .map((module) => join(ROOT, module, 'src/main/java'))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.java') && !/config|github|Fabric8Cluster|FailureCatalogue|ToolFailures|HouseRules/i.test(path))
        .map((path) => join(folder, path)),
    )
    .map((path) => readFileSync(path, 'utf8').replaceAll(/"""[\s\S]*?"""/g, '""'));
}

/** Texts that go on after a field's name. One that ends with a blank goes on with something that it names. */
const aboutFields = (source: string) =>
  [...source.matchAll(ABOUT_FIELD)].map(([text]) => valueOf(text));

const known = (text: string) =>
  text.endsWith(' ') || text.endsWith('//')
    ? Object.keys(rulesInFrench).some((rule) => rule.startsWith(`${text}{}`))
    : ruleInFrench(text) !== null;

describe('the rules of fields, in French', () => {
  it('are known, all of them', () => {
    const said = sources().flatMap(aboutFields);
    expect(said).toContain('must be at least ');
    expect(said.length).toBeGreaterThan(80);
    const unknown = said.filter((text) => !known(text) && !ELSEWHERE.includes(text) && text !== 'must be ');
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('name what the English ones name', () => {
    expect(ruleInFrench('must be from 1 to 65535')).toBe('doit être compris entre 1 et 65535');
    expect(ruleInFrench('must be https://github.com/<owner>/<repo>')).toBe('doit être https://github.com/<owner>/<repo>');
    expect(ruleInFrench('must be at least min_replicas, which is 3')).toBe('doit être au moins égal à min_replicas, qui vaut 3');
    for (const [english, french] of Object.entries(rulesInFrench)) {
      const holes = english.split('{}').length - 1;
      const places = [...french.matchAll(/\{(\d)\}/g)].map(([, place]) => Number(place));
      expect([...new Set(places)].sort(), english).toEqual([...Array(holes).keys()]);
    }
  });

  it('take nothing for a rule that is none', () => {
    for (const text of ['must be from 1 to', 'it must be from 1 to 2', 'must be from $1 to\n{0}', 'constructor', '']) {
      expect(inFrench(text)).toBeNull();
    }
    expect(ruleInFrench('must be one of $&, {1}')).toBe('doit être l’un de : $&, {1}');
  });
});

describe('what the API refuses, in French', () => {
  it('has a title for every kind', () => {
    const type = sources().find((source) => source.includes('public enum ProblemType'));
    const titles = [...(type ?? '').matchAll(/^ {4}[A-Z_]+\("[a-z-]+", "(.+)", \d{3}\)/gm)].map(([, title]) => title ?? '');
    expect(titles.length).toBeGreaterThan(15);
    expect(titles.filter((title) => inFrench(title) === null)).toEqual([]);
  });

  it('knows the warnings that come before a deploy', () => {
    const source = readFileSync(join(ROOT, 'monitor-svc/src/main/java/io/nokube/monitor/deploy/PreFlight.java'), 'utf8');
    const said = [...source.matchAll(TEXT)].map(([text]) => valueOf(text)).filter((text) => /^(The|There|No) .*\w/.test(text));
    expect(said.length).toBeGreaterThan(8);
    expect(said.filter((text) => !Object.keys(rulesInFrench).some((rule) => rule.startsWith(text)))).toEqual([]);
    expect(inFrench("The project's quota of CPU is 4, of which 0.5 is left, and the app needs 1 more. Not all of its pods will run.")).toBe(
      'Le quota de CPU du projet est de 4, dont il reste 0.5, et l’application en demande 1 de plus. Tous ses pods ne tourneront pas.',
    );
  });
});
