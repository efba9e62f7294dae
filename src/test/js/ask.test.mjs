import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { ask, askForPage, LOGIN_OVER } from '/js/ask.js';

let asked;
let heard;

/** The server answers so from now on. */
function answer(body, { status = 200, redirected = false } = {}) {
  globalThis.fetch = async (address, options) => {
    asked = { address, ...options };
    const response = new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
    Object.defineProperty(response, 'redirected', { value: redirected });
    return response;
  };
}

beforeEach(() => {
  asked = undefined;
  heard = [];
  globalThis.document = { cookie: 'XSRF-TOKEN=t', dispatchEvent: ({ type }) => heard.push(type) };
});

test('what changes something goes with session, token and kind', async () => {
  answer({ revision: 'r' });

  const given = await ask('/api/x', { method: 'PUT', body: { a: '一' }, headers: { 'If-Match': '"q"' } });

  assert.deepEqual(given, { revision: 'r' });
  assert.equal(asked.method, 'PUT');
  assert.equal(asked.credentials, 'same-origin');
  assert.equal(asked.body, '{"a":"一"}');
  assert.deepEqual(asked.headers, {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'X-XSRF-TOKEN': 't',
    'If-Match': '"q"'
  });
});

test('what is kept outlives its page as far as browsers allow it', async () => {
  answer({});
  await ask('/api/x', { method: 'PUT', body: { a: '一'.repeat(19_000) } });
  assert.equal(asked.keepalive, true);
  assert.ok(new TextEncoder().encode(asked.body).length < 65_536);

  await ask('/api/x', { method: 'PUT', body: { a: '一'.repeat(22_000) } });
  assert.equal(asked.keepalive, false);

  await ask('/api/x', { method: 'PUT', body: new Blob(['x']) });
  assert.equal(asked.keepalive, false);
  assert.equal(asked.headers['Content-Type'], 'application/octet-stream');
});

test('a refusal has the sentence, the code and the fields of the server, and is final', async () => {
  answer({ message: '已由他人办理。', code: 'taken', errors: [{ field: 'a', message: 'b' }] }, { status: 409 });

  await assert.rejects(ask('/api/x'), (problem) => {
    assert.equal(problem.message, '已由他人办理。');
    assert.equal(problem.said, '已由他人办理。');
    assert.equal(problem.code, 'taken');
    assert.deepEqual(problem.errors, [{ field: 'a', message: 'b' }]);
    assert.equal(problem.isFinal, true);
    return true;
  });
  assert.deepEqual(heard, []);
});

test('a server that is gone or starts again is asked later', async () => {
  answer('<h1>no JSON</h1>', { status: 503 });
  await assert.rejects(ask('/api/x'), { status: 503, said: '', message: '没有成功（503），请稍候再试。', isFinal: false, errors: [] });

  globalThis.fetch = async () => {
    throw new TypeError('Failed to fetch');
  };
  await assert.rejects(ask('/api/x'), { status: 0, message: '网络中断。您填写的还在本页，请稍候再试。', isFinal: false });
});

test('that the login is over is said to the document, and nothing is given up for it', async () => {
  answer({ message: '请登录' }, { status: 401 });
  await assert.rejects(ask('/api/x'), { status: 401, message: '登录已失效，填写的内容还在。正在转到登录页。', isFinal: false });
  assert.deepEqual(heard, [LOGIN_OVER]);
});

test('a page that leads to the login is no page', async () => {
  answer('<form>', { redirected: true });
  await assert.rejects(askForPage('/tables/report'), { status: 401 });
  assert.deepEqual(heard, [LOGIN_OVER]);

  answer('<table>');
  assert.equal(await askForPage('/tables/report'), '<table>');
  assert.match(asked.headers.Accept, /^text\/html/);
});
