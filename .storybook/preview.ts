import type { Decorator, Preview } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';

const inDirection: Decorator = (story: () => unknown, { globals }: { globals: Record<string, unknown> }): TemplateResult =>
  html`<div dir=${String(globals['direction'])}>${story()}</div>`;

const preview: Preview = {
  globalTypes: {
    theme: {
      description: 'Theme of the tags',
      toolbar: { icon: 'mirror', items: ['reader', 'light', 'dark'], dynamicTitle: true },
    },
    direction: {
      description: 'Writing direction',
      toolbar: { icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true },
    },
  },
  initialGlobals: { theme: 'reader', direction: 'ltr' },
  decorators: [inDirection],
  parameters: { a11y: { test: 'error' }, controls: { expanded: true } },
};

export default preview;
