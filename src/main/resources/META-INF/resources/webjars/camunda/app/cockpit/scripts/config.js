import { app, dressPage } from '../../tasklist/scripts/greenplan-brand.js';

dressPage('en');

export default {
  app,
  // Cockpit is for administrators and has no Chinese locale.
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true
};
