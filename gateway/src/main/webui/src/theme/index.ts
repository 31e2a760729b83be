import { Button, createTheme, Modal, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const brand: MantineColorsTuple = [
  '#eef0ff', '#dcdffb', '#b6bcf2', '#8f97ea', '#6f79e4', '#5a66e0', '#4f5bdf', '#414dc6', '#3843b1', '#2d389d',
];

/** Greys with a little of the brand's blue, the lightest first. */
const dark: MantineColorsTuple = [
  '#d7dce6', '#b8bfcc', '#8f97a7', '#6b7382', '#3a4150', '#2c313c', '#20242e', '#181b22', '#12141a', '#0d0f14',
];

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 7 },
  colors: { brand, dark },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontWeight: '650' },
  components: {
    Button: Button.extend({ defaultProps: { radius: 'md' } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.5, blur: 2 },
        // A dialog's header is not the page's banner.
        attributes: { header: { role: 'presentation' } },
      },
    }),
  },
});

/** Text that is meant to be read has a contrast of at least 4.5 to 1, the library's own greys have less. */
export const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f7f8fb',
    '--mantine-color-dimmed': '#545b66',
    '--mantine-color-error': '#c21f2b',
    '--mantine-color-placeholder': '#767d88',
    '--mantine-color-anchor': '#3843b1',
    '--nk-surface': '#ffffff',
    '--nk-line': '#e3e6ec',
    '--nk-ok': '#11693a',
    '--nk-ok-soft': '#e3f6ea',
    '--nk-busy': '#2d44a8',
    '--nk-busy-soft': '#e6ebff',
    '--nk-bad': '#b01722',
    '--nk-bad-soft': '#fdeaea',
    '--nk-warn': '#8a4b04',
    '--nk-warn-soft': '#fff1dc',
    '--nk-quiet': '#4b5360',
    '--nk-quiet-soft': '#eceef2',
  },
  dark: {
    '--mantine-color-body': '#12141a',
    '--mantine-color-text': '#d7dce6',
    '--mantine-color-default': '#1f232d',
    '--mantine-color-default-hover': '#272c38',
    '--mantine-color-default-border': '#3a4150',
    '--mantine-color-default-color': '#e6eaf2',
    '--mantine-color-dimmed': '#a5adba',
    '--mantine-color-error': '#ff8d8d',
    '--mantine-color-placeholder': '#868e9c',
    '--mantine-color-anchor': '#a5aef5',
    '--nk-surface': '#1a1d25',
    '--nk-line': '#2c313c',
    '--nk-ok': '#6fdc9a',
    '--nk-ok-soft': '#12301f',
    '--nk-busy': '#a9b8ff',
    '--nk-busy-soft': '#1f2850',
    '--nk-bad': '#ff9c9c',
    '--nk-bad-soft': '#3c181b',
    '--nk-warn': '#ffc078',
    '--nk-warn-soft': '#3a2710',
    '--nk-quiet': '#b6bdc9',
    '--nk-quiet-soft': '#272b34',
  },
});
