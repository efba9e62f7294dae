/*
 * What Tasklist, Welcome, Admin and Cockpit show of the product itself: the one place for its name.
 *
 * Browsers keep this file without asking again: whoever changes it gives it the next number and
 * changes the four config.js that import it (they are always loaded fresh).
 */

/** The application's name as it stands on the login page, in the header and in the browser's tab. */
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

/** Replaces what Camunda's index.html says of its language, title and icon. */
export function dressPage(language) {
  document.documentElement.lang = language;
  document.title = applicationName;
  const icon = document.querySelector('link[rel=icon]');
  if (icon) {
    icon.type = 'image/svg+xml';
    icon.href = `${appRoot}/app/tasklist/images/greenplan-mark.v1.svg`;
  }
  for (const name of ['description', 'author']) {
    document.querySelector(`meta[name=${name}]`)?.setAttribute('content', applicationName);
  }
  document.documentElement.style.setProperty('--greenplan-notice', `"${securityNotice}"`);
}
