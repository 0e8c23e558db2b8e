import { createTheme, type CSSVariablesResolver } from '@mantine/core';

/** One accent: the petrol of deep water. Greys lean towards it; state is told by words and icons first, colour second. */
export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: 7,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '13px', sm: '14px', md: '14px' },
  defaultRadius: 'sm',
  radius: { sm: '6px', md: '8px' },
  respectReducedMotion: true,
  // A dialog's header is not the banner of the page.
  components: Object.fromEntries(
    ['Modal', 'Drawer'].map((name) => [name, { defaultProps: { attributes: { header: { role: 'presentation' } } } }]),
  ),
  colors: {
    sea: ['#e8f5f9', '#cfe8f0', '#9fd2e2', '#6cbbd4', '#45a9c8', '#2596b8', '#0f83a6', '#0b6e8a', '#085870', '#063f50'],
    gray: [
      '#f6f8f9',
      '#eef2f4',
      '#e3e8ec',
      '#d3dbe0',
      '#b6c2ca',
      '#8b9aa4',
      '#647480',
      '#51616d',
      '#33424d',
      '#14212b',
    ],
    dark: [
      '#e4ebf0',
      '#c3cfd7',
      '#9fb0bb',
      '#8496a1',
      '#2f3e48',
      '#24323b',
      '#18232a',
      '#11191f',
      '#0d1419',
      '#090e12',
    ],
  },
});

/** What Mantine's own defaults leave too faint to read. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#51616d',
    '--mantine-color-placeholder': '#647480',
    '--mantine-color-text': '#14212b',
    '--mantine-color-error': '#b3261e',
  },
  dark: {
    '--mantine-color-dimmed': '#9fb0bb',
    '--mantine-color-placeholder': '#8496a1',
    '--mantine-color-text': '#e4ebf0',
    '--mantine-color-error': '#ff9a91',
  },
});
