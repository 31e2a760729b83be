import { expect, it } from 'vitest';
import { parseEnvFile } from './env-file';

const read = (text: string) => Object.fromEntries(parseEnvFile(text).pairs.map(({ name, value }) => [name, value]));

it('reads what the dotenv libraries read', () => {
  expect(
    read('# a comment\nexport A=1\r\nB = two words # why\nC="a\\nb # no comment"\nD=\'$HOME\\n\'\nE=\nF="first\nsecond"\nG=a#b'),
  ).toEqual({ A: '1', B: 'two words', C: 'a\nb # no comment', D: '$HOME\\n', E: '', F: 'first\nsecond', G: 'a#b' });
});

it('takes the last of two, and says which lines it did not understand', () => {
  expect(read('A=1\nA=2')).toEqual({ A: '2' });
  expect(parseEnvFile('A=1\nnonsense\n\n1B=2').skipped).toEqual([2, 4]);
});

it('does not swallow the file after a quote that never ends', () => {
  expect(read('A="open\nB=2')).toEqual({ A: '"open', B: '2' });
});
