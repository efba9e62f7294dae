import { app, chinese, dressPage } from '../../tasklist/scripts/greenplan-brand.js';

dressPage('zh-CN');

export default {
  app,
  locales: chinese,
  disableWelcomeMessage: true,
  links: [{ label: '工作措施', href: '/measures', description: '年度行动计划的全部工作措施' }]
};
