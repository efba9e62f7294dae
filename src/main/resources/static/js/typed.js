/*
 * A form of a page that is sent after the login was over leads to the login and back to its page; what was typed stands
 * in it again. A login brings another token: with the same one the form has reached the server, which answers for it.
 */
import { requestToken } from './request-token.js';
import { dropUnsent, keepUnsent, unsentOf } from './unsent.js';

const { person } = document.body.dataset;
const token = () => Object.values(requestToken()).join();
const formOf = (action) =>
  [...document.querySelectorAll('main form[method=post]')].find((form) => form.getAttribute('action') === action);
const typedIn = (form) =>
  [...form.elements].filter(({ name, type }) => name && !['hidden', 'file', 'password', 'submit', 'button'].includes(type));

function restore({ action, values }) {
  const form = formOf(action);
  if (!form) {
    return;
  }
  typedIn(form).forEach((control, at) => {
    const [name, value] = values[at] || [];
    if (name === control.name) {
      if (typeof value === 'boolean') {
        control.checked = value;
      } else {
        control.value = value;
      }
    }
  });
  const note = document.createElement('p');
  note.className = 'note warn';
  note.setAttribute('role', 'status');
  note.textContent = '提交时登录已失效，没有提交。您填写的内容还在，请核对后再提交一次。';
  form.prepend(note);
}

if (sessionStorage.getItem('greenplan.token') === token()) {
  dropUnsent('form');
} else {
  const kept = unsentOf('form', person);
  if (kept?.path === location.pathname) {
    dropUnsent('form');
    restore(kept);
  }
}

document.addEventListener('submit', ({ target }) => {
  if (target.matches('main form[method=post]')) {
    sessionStorage.setItem('greenplan.token', token());
    keepUnsent('form', person, {
      path: location.pathname,
      action: target.getAttribute('action'),
      values: typedIn(target).map((control) => [
        control.name,
        ['checkbox', 'radio'].includes(control.type) ? control.checked : control.value
      ])
    });
  }
});
