/*
 * What Tasklist, Welcome, Admin and Cockpit show of the product itself: the one place for its name.
 */
import { LOGIN_OVER } from '/js/ask.js';

/** The application's name as it stands in the header and in the browser's tab. */
export const applicationName = '绿色低碳转型任务调度系统';

/** The notice that stands wherever something is entered. */
export const securityNotice = '本系统为非涉密系统，严禁处理涉密信息';

/**
 * `app` of a config.js. Camunda shows "<vendor> <name>" and puts its own name for an empty vendor,
 * so the vendor is a character without width.
 */
export const app = { name: applicationName, vendor: '\u200b' };

/** `locales` of a config.js for an application that speaks Chinese only. */
export const chinese = { availableLocales: ['zh-CN'], fallbackLocale: 'zh-CN' };

const appRoot = document.querySelector('base').getAttribute('app-root');

/**
 * The words of an application, before it is built. Camunda's loader takes them from here, and else draws the page before
 * they arrive: a browser's first visit would show keys. Only that visit waits for them; later ones ask whether they have
 * changed, and show it the next time.
 */
function keepWords(language) {
  const app = document.querySelector('base').getAttribute('app-name');
  const folder = `${appRoot}/app/${app}/locales/`;
  const key = `${folder}_locales_data_${language}_${window.bust}`;
  const kept = () => JSON.parse(window.localStorage.getItem('camunda-web') || '{}');
  const request = new XMLHttpRequest();
  request.open('GET', `${folder}${language}.json`, key in kept());
  request.addEventListener('load', () => {
    if (request.status === 200) {
      window.localStorage.setItem('camunda-web', JSON.stringify({ ...kept(), [key]: request.responseText }));
    }
  });
  request.send();
}

/**
 * Says with each request of a script how many seconds ago the person last did something: Tasklist asks by itself as long
 * as it is open, and that keeps nobody logged in (web/Idleness).
 */
function sayHowIdle() {
  const header = 'X-Greenplan-Idle';
  let last = Date.now();
  for (const act of ['keydown', 'pointerdown', 'wheel', 'touchmove']) {
    window.addEventListener(act, () => { last = Date.now(); }, { capture: true, passive: true });
  }
  const seconds = () => String(Math.max(0, Math.round((Date.now() - last) / 1000)));

  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (body) {
    this.setRequestHeader(header, seconds());
    return send.call(this, body);
  };
  const fetched = window.fetch;
  window.fetch = (address, options = {}) => {
    const headers = new Headers(options.headers);
    headers.set(header, seconds());
    return fetched.call(window, address, { ...options, headers });
  };
}

/** Login and logout are the system's, not the application's: its own login page is never shown. */
function useTheOneDoor() {
  const scope = window.angular?.element(document.body).injector?.()?.get('$rootScope');
  if (!scope) {
    setTimeout(useTheOneDoor, 50);
    return;
  }
  let leaving = false;
  scope.$on('authentication.logout.success', (event) => {
    event.preventDefault();
    leaving = true;
    window.location.assign('/login?out');
  });
  document.addEventListener(LOGIN_OVER, () => scope.$broadcast('authentication.login.required'));
  scope.$on('authentication.login.required', (event) => {
    event.preventDefault();
    if (!leaving) {
      leaving = true;
      // what was typed is on its way to the server; the address, with the open task in it, is kept by the browser
      window.location.reload();
    }
  });
}

/** Replaces what Camunda's index.html says of its language, title and icon. */
export function dressPage(language) {
  sayHowIdle();
  keepWords(language);
  useTheOneDoor();
  document.documentElement.lang = language;
  document.title = applicationName;
  const icon = document.querySelector('link[rel=icon]');
  if (icon) {
    icon.type = 'image/svg+xml';
    icon.href = `${appRoot}/app/tasklist/images/greenplan-mark.svg`;
  }
  for (const name of ['description', 'author']) {
    document.querySelector(`meta[name=${name}]`)?.setAttribute('content', applicationName);
  }
  document.documentElement.style.setProperty('--greenplan-notice', `"${securityNotice}"`);
}
