import { describe, expect, it } from 'vitest';
import { problemKey } from './problems';

describe('problemKey', () => {
  it('has words for what the gateway says', () => {
    expect(problemKey('email_taken')).toBe('login.problem.email_taken');
    expect(problemKey(null)).toBeNull();
  });

  it('never repeats what a link says', () => {
    expect(problemKey('<img src=x>')).toBe('login.problem.not_trusted');
    expect(problemKey('')).toBe('login.problem.not_trusted');
  });
});
