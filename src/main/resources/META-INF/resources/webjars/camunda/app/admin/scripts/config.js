import { app, chinese, dressPage } from '../../tasklist/scripts/greenplan-brand.v3.js';

dressPage('zh-CN');

export default {
  app,
  locales: chinese,
  disableWelcomeMessage: true
};
