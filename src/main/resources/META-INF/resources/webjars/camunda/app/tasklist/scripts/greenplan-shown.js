/*
 * <gp-shown>: what a task puts before a person, as the row of the table shows it. The server writes it once for both
 * (templates/fragments/to-sign.html), so the form and the row cannot say different things.
 */
import { askForPage } from '/js/ask.js';

const css = document.createElement('link');
css.rel = 'stylesheet';
css.href = '/css/shown.css';
document.head.append(css);

function shown() {
  return {
    restrict: 'E',
    scope: true,
    require: '^form',
    template: `<div class="gp-shown" aria-live="polite" aria-busy="{{!shown && !unread}}"></div>
      <p class="gp-quiet" ng-if="!shown && !unread">正在打开要办理的内容…</p>
      <div class="gp-failure" role="alert" ng-if="unread">
        <p>{{unread}}</p><button type="button" class="gp-button" ng-click="readAgain()">重新打开</button></div>`,
    link(scope, element, a, form) {
      const place = element[0].querySelector('.gp-shown');
      let gone = false;
      let asked = 0;
      // nothing is signed under what is not there
      const seen = (yes) => {
        scope.shown = yes;
        form.$setValidity('gpShown', yes);
      };
      seen(false);
      scope.readAgain = async () => {
        const now = ++asked;
        scope.unread = '';
        try {
          const html = await askForPage(`/api/tables/shown/${encodeURIComponent(scope.taskId)}`);
          if (gone || now !== asked) {
            return;
          }
          // our own page, in which everything that people typed is escaped
          place.innerHTML = html;
          scope.$evalAsync(() => {
            seen(true);
          });
        } catch (problem) {
          if (!gone && now === asked) {
            scope.$evalAsync(() => {
              seen(false);
              place.textContent = '';
              scope.unread = `${problem.said || '要办理的内容暂时打不开，可能是网络中断。'}打开之后才能点“完成”。`;
            });
          }
        }
      };
      // read with the form, and again whenever the form is
      scope.$watch('v', (view) => view && scope.readAgain());
      scope.$on('$destroy', () => {
        gone = true;
        form.$setValidity('gpShown', true);
      });
    }
  };
}

window.angular.module('cam.embedded.forms').directive('gpShown', shown);

export default [];
