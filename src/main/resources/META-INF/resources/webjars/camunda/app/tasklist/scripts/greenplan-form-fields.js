/*
 * The elements that forms are written with, as AngularJS directives: a field each with its label, hint and sentence of
 * what is wrong, and the view of a measure. What a task shows of reports and rounds comes from the server (greenplan-shown).
 *
 * Attributes: field = the input's name in f, or an expression for one in a row (at="'values['+$index+'].amount'"
 * model="row.amount"); label, hint; shown sentences always stand below the control they belong to.
 */

import { dateField } from '/js/date-field.js';
import { dayText, timeText } from '/js/days.js';
import { TakeLast } from '/js/take-last.js';

let ids = 0;

const escape = (text) =>
  String(text ?? '').replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** Below a control: what is wrong in red, what to look at again in amber. */
const sentences = `<p class="gp-error" id="{{id}}-e" role="alert">{{error(path)}}</p>
    <p class="gp-warning" id="{{id}}-w" role="status">{{warning(path)}}</p>`;

/** Label above, control, sentences below. Groups of radios and check boxes get a group role instead of a label. */
function around(a, control, { group = '', beside = '' } = {}) {
  const label = escape(a.label);
  const named = group ? `<span class="gp-label" id="{{id}}-l">${label}</span>` : `<label for="{{id}}">${label}</label>`;
  const hint = a.hint ? `<p class="gp-hint" id="{{id}}-h">${escape(a.hint)}</p>` : '';
  const role = group ? ` role="${group}" aria-labelledby="{{id}}-l" aria-describedby="{{id}}-e {{id}}-w"` : '';
  return `<div class="gp-field" data-field="{{path}}" ng-class="{wrong: error(path)}"${role}>
    <div class="gp-label-row">${named}</div>${hint}
    ${beside ? `<div class="gp-beside"><div>${control}</div>${beside}</div>` : control}
    ${sentences}</div>`;
}

const described = (a) =>
  `aria-describedby="{{id}}-e {{id}}-w${a.hint ? ` {{id}}-h` : ''}" aria-invalid="{{error(path) ? 'true' : 'false'}}"`;

const modelOf = (a) => escape(a.model || `f.${a.field}`);

/** A directive whose template is written from its attributes; path is where the server says errors. */
function field(write, link) {
  return () => ({
    restrict: 'E',
    scope: true,
    template: (element, a) => write(a),
    link: {
      pre(scope, element, a) {
        // Here, not in the template: one template serves all rows of a repetition.
        scope.id = `gp${++ids}`;
        scope.path = a.field;
        if (a.at) {
          scope.$watch(a.at, (path) => {
            scope.path = path;
          });
        }
      },
      post: link || (() => {})
    }
  });
}

/** What taking over last period's words has left alone (take-last), with a second click to replace it. */
const left = (of) => `<span class="gp-taken" role="status" ng-if="${of}.left.length">{{${of}.sentence}}
    <button type="button" class="gp-small" ng-click="${of}.swap()">{{${of}.verb}}</button></span>`;

const taken = () => ({ restrict: 'E', scope: { of: '=' }, template: left('of') });

const writeText = (a) => {
  const old = a.previous && `v.previous.${escape(a.previous)}`;
  const beside = old
    ? `<div class="gp-old" ng-if="${old}"><span class="gp-old-head">上期 <button type="button" class="gp-small"
        ng-click="take(${old})">沿用上期</button> ${left('own.taken')}</span><p>{{${old}}}</p></div>`
    : '';
  const attributes = `id="{{id}}" ng-model="${modelOf(a)}" ${described(a)} autocomplete="off"`;
  const control =
    a.rows === undefined
      ? `<input type="text" ${attributes} ${a.mode ? `inputmode="${escape(a.mode)}"` : ''}>`
      : `<textarea rows="${Number(a.rows)}" ${attributes}></textarea>`;
  const unit = a.unit ? `<span class="gp-unit">${escape(a.unit)}</span>` : '';
  return around(a, unit ? `<span class="gp-with-unit">${control}${unit}</span>` : control, { beside });
};

const text = field(writeText, (scope, element, a) => {
  scope.own = {};
  scope.take = (value) => {
    const part = {
      value,
      get: () => scope.$eval(modelOf(a)),
      set: (given) => scope.$eval(`${modelOf(a)} = given`, { given })
    };
    scope.own.taken = new TakeLast([[a.label, [part]]]);
  };
});

// The model is the text yyyy-MM-dd, or what was typed, if that is no date.
const date = field(
  (a) =>
    around(a, `<input type="text" id="{{id}}" ng-model="${modelOf(a)}" ${described(a)}>
      <span class="gp-quiet">{{${modelOf(a)} | gpDay}}</span>`),
  (scope, element) => dateField(element[0].querySelector('input'))
);

const choice = field((a) =>
  around(
    a,
    `<div class="gp-chips">
      <label class="gp-chip" ng-repeat="o in ${escape(a.options)} track by o.code"
        ${a.without ? `ng-if="o.code !== (${escape(a.without)})"` : ''} ng-class="{on: ${modelOf(a)} === o.code}">
        <input type="radio" name="{{id}}" ng-model="${modelOf(a)}" ng-value="o.code"
          aria-describedby="{{id}}-e" aria-invalid="{{error(path) ? 'true' : 'false'}}"><span>{{o.label}}</span></label></div>`,
    { group: 'radiogroup' }
  )
);

const flag = field(
  (a) => `<div class="gp-field gp-flag" data-field="{{path}}" ng-class="{wrong: error(path)}">
    <label for="{{id}}"><input type="checkbox" id="{{id}}" ng-model="ticked" ng-model-options="{getterSetter: true}"
      ${described(a)}><span>${escape(a.label)}</span></label>
    ${a.hint ? `<p class="gp-hint" id="{{id}}-h">${escape(a.hint)}</p>` : ''}
    ${sentences}</div>`,
  (scope, element, a) => {
    // A draft may bring back what was sent as text.
    scope.ticked = (...given) => {
      if (given.length) {
        scope.f[a.field] = given[0];
      }
      return scope.f[a.field] === true || scope.f[a.field] === 'true';
    };
  }
);

/** Check boxes over a list of codes: options="[{unit, unitName}]". */
const checks = field(
  (a) =>
    around(
      a,
      `<div class="gp-checks"><label class="gp-check" ng-repeat="o in ${escape(a.options)} track by o.unit">
        <input type="checkbox" ng-checked="chosen(o.unit)" ng-click="toggle(o.unit)"><span>{{o.unitName}}</span></label></div>`,
      { group: 'group' }
    ),
  (scope, element, a) => {
    scope.chosen = (unit) => (scope.f[a.field] || []).includes(unit);
    scope.toggle = (unit) => {
      const now = scope.f[a.field] || [];
      scope.f[a.field] = now.includes(unit) ? now.filter((other) => other !== unit) : [...now, unit];
    };
  }
);

/** To whom something goes back, an opinion each: rows {unit, opinion} in f.returns. */
const returns = field(
  (a) =>
    around(
      a,
      `<div ng-repeat="u in ${escape(a.options)} track by u.unit" class="gp-return-unit">
        <label class="gp-check"><input type="checkbox" ng-checked="at(u.unit) >= 0" ng-click="toggle(u.unit)">
          <span>退回{{u.unitName}}</span></label>
        <gp-text ng-if="at(u.unit) >= 0" at="'returns[' + at(u.unit) + '].opinion'" model="f.returns[at(u.unit)].opinion"
          label="退回意见" hint="写明需要补充或修改什么" rows="3"></gp-text></div>`,
      { group: 'group' }
    ),
  (scope) => {
    const rows = () => scope.f.returns || [];
    scope.at = (unit) => rows().findIndex((row) => row.unit === unit);
    scope.toggle = (unit) => {
      scope.f.returns =
        scope.at(unit) >= 0 ? rows().filter((row) => row.unit !== unit) : [...rows(), { unit, opinion: '' }];
    };
  }
);

/** A supervisor's word: nothing is chosen beforehand. */
const approval = () => ({
  restrict: 'E',
  scope: true,
  template: (element, a) => `<gp-choice field="decision" label="${escape(a.label || '审签意见')}" options="answers"></gp-choice>
    <gp-text field="opinion" label="意见" rows="3" hint="退回时必填，写明需要改什么；同意时可不填"></gp-text>`,
  link(scope) {
    scope.answers = [
      { code: 'approve', label: '同意' },
      { code: 'return', label: '退回' }
    ];
  }
});

/** A view with its data, kept in a file of its own. */
const part = (name) => () => ({
  restrict: 'E',
  scope: { of: '=', title: '@', folded: '=' },
  templateUrl: `/forms/parts/${name}.html`,
  link(scope) {
    scope.narrow = window.matchMedia('(max-width: 700px)').matches;
  }
});

/** What stands around every form: a return's opinion, what keeps one from typing, what is wrong, what is kept. */
const frame = () => ({ restrict: 'E', transclude: true, scope: true, templateUrl: '/forms/parts/frame.html' });

/**
 * Files of a form. The form cannot be handed in while files are on their way; the uploader says which.
 * where(scope): the uploader's options, null while they are not known; keep(scope, ids): what is there now.
 */
const uploader = (where, keep) => () => ({
  restrict: 'E',
  scope: true,
  require: '^form',
  template: `<div class="gp-uploader"></div>
    <p class="gp-hint" role="status">{{uploading ? '正在上传，传完后才能点“完成”。' : ''}}</p>`,
  link(scope, element, a, form) {
    const busy = `uploading${++ids}`;
    let gone = false;
    const ready = window.GreenplanFiles ? Promise.resolve() : import('/js/file-upload.js');
    const show = async () => {
      await ready;
      if (gone || !scope.v) {
        return;
      }
      scope.uploader = window.GreenplanFiles.mount(element[0].querySelector('.gp-uploader'), {
        ...where(scope, a),
        readonly: scope.locked,
        onchange: (files, field) => {
          if (!gone) {
            scope.$evalAsync(() => {
              keep(scope, a, files);
              scope.uploading = field.busy();
              form.$setValidity(busy, !scope.uploading);
            });
          }
        }
      });
    };
    scope.$watchGroup(['v', 'locked'], show);
    scope.$on('gp-files', (event, item) => item === scope.$eval(a.item) && scope.uploader?.reload());
    scope.$on('$destroy', () => {
      gone = true;
      form.$setValidity(busy, true);
    });
  }
});

/** 佐证材料 of a report. */
const evidence = uploader(
  ({ v }) => ({ kind: 'evidence', owner: `${v.measure.key}/${v.roundId}`, unit: v.unit }),
  (scope, a, files) => {
    scope.f.evidence = files;
  }
);

/** Files of a submission to the platform: item = whose they are, into = where their ids go; scans = pages and pictures only. */
const files = uploader(
  (scope, a) => ({
    kind: 'submission',
    owner: `${scope.v.submissionId}/${scope.$eval(a.item)}`,
    unit: scope.v.unit,
    ...(a.scans
      ? {
          label: '受理截图或回执',
          hint: '可一次选多个，每个不超过50MB：PDF、OFD或图片。本系统为非涉密系统，严禁上传涉密信息。',
          extensions: ['pdf', 'ofd', 'jpg', 'jpeg', 'png', 'gif', 'bmp', 'webp', 'tif', 'tiff', 'heic', 'heif']
        }
      : {})
  }),
  (scope, a, ids) => scope.$eval(`${a.into} = given`, { given: ids })
);

/** Sends one unit's answer back, or takes that back; the form has at(a) and toggleReturn(a). */
const returnAnswer = () => ({ restrict: 'E', scope: true, templateUrl: '/forms/parts/return-answer.html' });

/** As the server writes it (KeptFile.sizeText). */
function size(bytes) {
  if (bytes < 1024) {
    return `${bytes} B`;
  }
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function registerFields(module) {
  const directives = { gpText: text, gpDate: date, gpChoice: choice, gpFlag: flag, gpChecks: checks, gpReturns: returns, gpTaken: taken };
  Object.assign(directives, { gpApproval: approval, gpFrame: frame, gpEvidence: evidence });
  Object.assign(directives, { gpFiles: files, gpReturnAnswer: returnAnswer });
  for (const name of ['measure', 'returned', 'plan', 'indicator', 'chapters', 'submission', 'signing']) {
    directives[`gp${name[0].toUpperCase()}${name.slice(1)}`] = part(name);
  }
  for (const [name, directive] of Object.entries(directives)) {
    module.directive(name, directive);
  }
  module.filter('gpDay', () => dayText).filter('gpTime', () => timeText).filter('gpSize', () => size);
}

export default [];
