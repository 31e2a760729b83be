import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AnsiText, clean, plain } from './Ansi';

const ESC = '\u001b';

describe('a line of a log', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    `${ESC}[31m<b onmouseover=alert(1)>x</b>${ESC}[0m`,
    `${ESC}]8;;javascript:alert(1)${ESC}\\click${ESC}]8;;${ESC}\\`,
  ])('never becomes an element: %s', (text) => {
    const { container } = render(<AnsiText text={text} />);
    expect(container.querySelector('script, img, b, a')).toBeNull();
    expect(container.textContent).not.toContain(ESC);
  });
  it('has the colours that a program gave it', () => {
    const { container } = render(<AnsiText text={`a ${ESC}[1;31mred${ESC}[0m b`} />);
    const span = container.querySelector('span');
    expect(span?.textContent).toBe('red');
    expect(span?.style.fontWeight).toBe('700');
    expect(container.textContent).toBe('a red b');
  });
  it('is shown as GitHub shows what its runner marks, and copied as it is', () => {
    const { container } = render(<AnsiText text={`##[error]Process <b>completed</b> with ${ESC}[1mexit code 1`} />);
    expect(container.textContent).toBe('Process <b>completed</b> with exit code 1');
    expect(container.querySelector('span')?.style.color).not.toBe('');
    expect(render(<AnsiText text="##[group]Run npm ci" />).container.textContent).toBe('▾ Run npm ci');
    expect(render(<AnsiText text="##[other]text" />).container.textContent).toBe('##[other]text');
    expect(plain('##[endgroup]')).toBe('##[endgroup]');
  });
  it('shows what would make it look like something else', () => {
    expect(clean('safe\u202egnp.exe')).toBe('safe\\u{202e}gnp.exe');
  });
  it('shows what a progress bar wrote last', () => {
    expect(clean('10%\r50%\r100%\r')).toBe('100%');
  });
  it('loses titles, cursor movements and control characters', () => {
    expect(plain(`${ESC}]0;title\u0007${ESC}[2K${ESC}[1Aa\u0000b${ESC}[32mc${ESC}[0m`)).toBe('abc');
  });
});
