/*
 * The one way to the server, for our pages and for Tasklist: with the session, and with the token without which nothing is
 * changed. What does not succeed is Refused, with the server's sentence. That the login is over is said to the document
 * (LOGIN_OVER), before anything else hears of it: who has something to keep keeps it, and the page leads to the login.
 */
import { requestToken } from './request-token.js';

export const LOGIN_OVER = 'greenplan-login-over';

/** Below what browsers let a request carry that outlives its page: 64 KiB for all together, a character being up to three bytes. */
const OUTLIVING = 20_000;

/** Why something was not done. */
export class Refused extends Error {
  /** @param status 0 where the server was not reached @param answer its {message, code, errors}, as far as it gave any */
  constructor(status, { message = '', code, errors = [] } = {}) {
    const ours = { 0: '网络中断。您填写的还在本页，请稍候再试。', 401: '登录已失效，填写的内容还在。正在转到登录页。' }[status];
    super(ours || message || `没有成功（${status}），请稍候再试。`);
    Object.assign(this, { status, said: message, code, errors });
  }

  /** Whether the same would be refused again; else it may be tried later, or after the login. */
  get isFinal() {
    return this.status >= 400 && this.status < 500 && this.status !== 401;
  }
}

async function send(address, accept, { method = 'GET', body, headers = {} } = {}) {
  const raw = body instanceof Blob;
  const content = raw ? body : JSON.stringify(body);
  let response;
  try {
    response = await fetch(address, {
      method,
      credentials: 'same-origin',
      keepalive: method === 'PUT' && !raw && content.length < OUTLIVING,
      headers: {
        Accept: accept,
        ...(content === undefined ? {} : { 'Content-Type': raw ? 'application/octet-stream' : 'application/json' }),
        ...requestToken(),
        ...headers
      },
      body: content
    });
  } catch {
    throw new Refused(0);
  }
  // a page is not refused without a login, one is led away from it
  const status = response.redirected ? 401 : response.status;
  if (!response.ok || status === 401) {
    if (status === 401) {
      document.dispatchEvent(new CustomEvent(LOGIN_OVER));
    }
    throw new Refused(status, await response.json().catch(() => ({})));
  }
  return response;
}

/** What the server answers; an empty object where it says nothing. @param options {method, body, headers} */
export async function ask(address, options) {
  const response = await send(address, 'application/json', options);
  return response.json().catch(() => ({}));
}

/** A page or a part of one, which the server writes, and in which it escapes what people wrote. */
export async function askForPage(address) {
  const response = await send(address, 'text/html, application/json;q=0.9');
  return response.text();
}
