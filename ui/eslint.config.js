import hooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import { readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';

const features = readdirSync(new URL('./src/features', import.meta.url));

/** Imports flow one way: lib and components, then features, then app. A feature never imports a feature. */
const mayNotImport = (files, group, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

export default defineConfig(
  globalIgnores(['target', 'node_modules']),
  tseslint.configs.strict,
  hooks.configs.flat.recommended,
  { files: ['src/**'], rules: { 'no-console': 'error' } },
  mayNotImport(['src/lib/**', 'src/api/**'], ['@/components/*', '@/features/*', '@/app/*'], 'lib stands below this'),
  mayNotImport(['src/components/**'], ['@/features/*', '@/app/*'], 'components stand below this'),
  features.map((feature) =>
    mayNotImport(
      [`src/features/${feature}/**`],
      ['@/app/*', '../*', ...features.filter((other) => other !== feature).map((other) => `@/features/${other}/*`)],
      'a feature imports neither the app nor another feature',
    ),
  ),
);
