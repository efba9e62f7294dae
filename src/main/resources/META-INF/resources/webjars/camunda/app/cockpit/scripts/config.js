import { app, dressPage } from '../../tasklist/scripts/greenplan-brand.v3.js';

dressPage('en');

export default {
  app,
  // Cockpit is for administrators and has no Chinese locale.
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true
};
