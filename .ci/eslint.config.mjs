// The scripts of the pages and of Tasklist, and their tests; run from the repository's folder (ScriptsTest).
import js from '@eslint/js';
import globals from 'globals';

const SCRIPTS = ['src/main/resources/**/*.js'];
const ASK = 'Ask through /js/ask.js.';

export default [
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: SCRIPTS,
    languageOptions: { globals: globals.browser },
    rules: {
      curly: 'error',
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['debug'] }],
      'no-unused-expressions': 'error',
      'no-var': 'error',
      'prefer-const': 'error'
    }
  },
  {
    files: SCRIPTS,
    // brand says with each request how idle the person is, and asks for the words before the page is built
    ignores: ['**/static/js/ask.js', '**/static/js/file-upload.js', '**/tasklist/scripts/greenplan-brand.js'],
    rules: {
      'no-restricted-globals': ['error', ...['fetch', 'XMLHttpRequest'].map((name) => ({ name, message: ASK }))],
      'no-restricted-properties': ['error', { object: 'window', property: 'fetch', message: ASK }]
    }
  },
  {
    // written for browsers without modules
    files: ['**/static/js/file-upload.js', '**/static/js/sheet.js'],
    languageOptions: { sourceType: 'script' },
    rules: { 'no-var': 'off', 'no-unused-vars': ['error', { caughtErrors: 'none' }] }
  },
  { files: ['src/test/js/**/*.mjs'], languageOptions: { globals: globals.node } }
];
