import { app, chinese, dressPage } from '../../tasklist/scripts/greenplan-brand.js';

dressPage('zh-CN');

export default {
  app,
  locales: chinese,
  disableWelcomeMessage: true
};
