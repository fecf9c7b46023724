import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import ts from 'typescript-eslint';

// The house style where a machine can hold it; the rest is in the review.
const NO_DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'No default exports: names are found by search.' };
const NO_ENUM = { selector: 'TSEnumDeclaration', message: 'No enum: a union of words, or a frozen object.' };
const NO_PRIVATE_WORD = {
  selector: ':matches(PropertyDefinition, MethodDefinition)[accessibility="private"]',
  message: 'Private is #name.',
};
const NO_DEFINE = {
  selector:
    'CallExpression[callee.property.name="define"][callee.object.name="customElements"], CallExpression[callee.property.name="define"][callee.object.property.name="customElements"]',
  message: 'Only define/ defines tags: a class file has no side effects.',
};
const NO_INNER_HTML = {
  selector: 'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]',
  message: 'Pages may require Trusted Types.',
};

const SIZES = {
  'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true, IIFEs: true }],
};

export default defineConfig(
  globalIgnores(['**/dist/', '**/dist-test/', '**/storybook-static/', '**/coverage/', '.cache/', 'packages/*/demo/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/parameter-properties': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // isolatedDeclarations and the house style write types of public constants out.
      '@typescript-eslint/no-inferrable-types': 'off',
      // noPropertyAccessFromIndexSignature asks for the brackets that this rule takes away.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // One signature per verb reads better, with its own documentation.
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_ENUM, NO_PRIVATE_WORD, NO_DEFINE, NO_INNER_HTML],
      ...SIZES,
    },
  },
  {
    files: ['packages/elements/src/**/*.ts', 'stories/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/best-practice'], litA11y.configs.recommended],
    settings: { wc: { elementBaseClasses: ['LitElement'] } },
    rules: {
      // Styles and registration have files of their own.
      'wc/file-name-matches-element': 'off',
      'wc/guard-super-call': 'off',
    },
  },
  {
    files: ['packages/elements/src/define/**/*.ts', 'packages/elements/src/internal/register.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_ENUM, NO_PRIVATE_WORD, NO_INNER_HTML] },
  },
  {
    files: ['test/**/*.ts', 'stories/**/*.ts', '.storybook/**/*.ts'],
    rules: {
      // A describe is one long function, and node:test hands out promises that nobody needs to await.
      'max-lines-per-function': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['describe', 'it', 'test', 'suite'] }] },
      ],
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    // A benchmark prints its figures.
    files: ['test/bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // chai-a11y-axe types every assertion as a promise; only this one is.
    files: ['test/elements/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      'no-restricted-syntax': [
        'error',
        NO_DEFAULT_EXPORT,
        { selector: 'ExpressionStatement > CallExpression[callee.property.name="accessible"]', message: 'Await it, or it cannot fail.' },
      ],
    },
  },
  {
    // Storybook and test fixtures ask for default exports.
    files: ['stories/**/*.ts', '.storybook/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ENUM, NO_PRIVATE_WORD] },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        AbortSignal: 'readonly',
        Buffer: 'readonly',
        module: 'writable',
        fetch: 'readonly',
      },
    },
    rules: { eqeqeq: 'error', ...SIZES },
  },
);
