/* For node --import: /js/… is where the server has it; scripts name each other by address. */
import { register } from 'node:module';

const served = new URL('../../main/resources/static', import.meta.url).href;

register(
  `data:text/javascript,${encodeURIComponent(`
    export const resolve = (name, context, next) => next(name.startsWith('/js/') ? ${JSON.stringify(served)} + name : name, context);
  `)}`
);
