import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestToken } from '/js/request-token.js';

const tokenWith = (cookie) => {
  globalThis.document = { cookie };
  return requestToken();
};

test('the token is read from its cookie, wherever that stands', () => {
  assert.deepEqual(tokenWith('XSRF-TOKEN=a-1'), { 'X-XSRF-TOKEN': 'a-1' });
  assert.deepEqual(tokenWith('other=x; XSRF-TOKEN=a%2F1; last=y'), { 'X-XSRF-TOKEN': 'a/1' });
});

test('a cookie whose name only ends so is not the token', () => {
  assert.deepEqual(tokenWith('MY-XSRF-TOKEN=a-1'), {});
  assert.deepEqual(tokenWith(''), {});
});
