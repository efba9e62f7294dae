/*
 * What all forms share: reading the task, keeping what is typed, handing it in, and saying what is wrong at its field.
 * A form calls Greenplan.form(camForm, $scope) in its form-script; it then finds
 *   v       what it shows            f       its inputs by name (ng-model="f.narrative")
 *   locked  nobody may type now      errors  sentences by field      warnings  sentences that only ask to look again
 */
import { ask } from '/js/ask.js';
import { clock } from '/js/days.js';
import { Draft, keepAllUnsent, settle, takeUnsent } from '/js/drafts.js';
import { registerFields } from './greenplan-form-fields.js';
import * as steps from './greenplan-form-steps.js';

/** What 完成 has done, by task and decision; said outside the form, which is gone by then. */
const DONE = {
  userTask_assignMeasure: () => '任务分解已提交。',
  userTask_fillReport: () => '报告已提交，待本单位分管领导审签。',
  userTask_requestSubmission: () => '报送已发起，请办理“指标分工”。',
  userTask_assignItems: () => '指标分工已提交。',
  userTask_fillIndicators: () => '指标已提交，待本单位分管领导审签。',
  userTask_verifySubmission: (f) => (f.decision === 'return' ? '已退回有关单位。' : '已提请局领导审签。'),
  userTask_submitToPlatform: () => '回执已登记，待本单位另一位经办人核对。',
  userTask_checkReceipt: (f) =>
    ({ accepted: '报送完成。', rejected: '已转回汇总核验。', wrong: '已退回修改回执。' })[f.decision],
  userTask_confirmReport: (f) => (f.decision === 'dissent' ? '意见已提交，待本单位分管领导审签。' : '已会签：无意见。'),
  userTask_coordinate: (f) => (f.decision === 'return' ? '已退回相关单位修改。' : '协调结果已提交。'),
  userTask_reviewMeasure: (f) =>
    ({ close: '已提请办结，待分管领导审签。', return: '已退回相关单位。', continue: '已审核，继续推进。' })[f.decision]
};

function say(sentence) {
  document.querySelector('.gp-said')?.remove();
  const note = document.createElement('div');
  note.className = 'gp-said';
  note.setAttribute('role', 'status');
  note.textContent = sentence;
  document.body.append(note);
  setTimeout(() => note.remove(), 6_000);
}

function done(taskId, kind, f) {
  const approval = { approve: '已审签同意。', return: '已退回。' }[f.decision];
  const sentence = DONE[kind]?.(f) || (/^userTask_(approve|accept)/.test(kind) && approval) || '已提交。';
  say(sentence);
  // where one goes from here: greenplan-ways
  document.dispatchEvent(new CustomEvent('greenplan-done', { detail: { taskId, kind, sentence } }));
}

/** What an input becomes as a String variable. Empty ones go along: they take the place of what the draft still has. */
function asText(value) {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'object' ? window.angular.toJson(value) : String(value);
}

function form(camForm, $scope) {
  const taskId = camForm.taskId;
  const element = camForm.formElement[0];
  const touched = new Set();
  let attempted = false;
  let closed = false;
  let taskKey = '';

  Object.assign($scope, { taskId, v: null, f: {}, errors: {}, warnings: {}, summary: '', rest: [], saved: '', theirs: null, failure: '', locked: true, takenBy: '' });
  const render = (change) => $scope.$evalAsync(change);
  // without what Angular notes in rows
  const values = () => JSON.parse(window.angular.toJson($scope.f));

  // --- reading ---
  async function load() {
    try {
      await settle(taskId);
      const read = await ask(`/api/tasks/${encodeURIComponent(taskId)}/form`);
      draft.person = read.user;
      render(() => {
        taskKey = read.taskKey;
        $scope.v = read.view;
        $scope.due = read.due;
        $scope.f = read.values;
        $scope.takenByOther = Boolean(read.assignee && read.assignee !== read.user);
        $scope.ownWork = read.ownWork;
        $scope.failure = '';
        point(read.warnings);
        $scope.$broadcast('gp-read');
        draft.begin(read.revision);
        goOn();
      });
    } catch (problem) {
      render(() => {
        $scope.failure = problem.said || '暂时打不开，可能是网络中断。';
      });
    }
  }
  $scope.reload = load;

  /** With what was typed and not kept, as soon as the person may type. */
  function goOn() {
    const unsent = $scope.v && !$scope.locked && takeUnsent(taskId, draft.person);
    if (unsent) {
      Object.assign($scope.f, unsent.values);
      $scope.$broadcast('gp-read');
      draft.resume(unsent.revision);
    }
  }

  // --- keeping ---
  const draft = new Draft(taskId, values, () => Boolean($scope.v) && !$scope.locked && !closed, {
    waiting: () => {
      $scope.saved = '正在保存…';
    },
    kept: ({ errors, warnings }) =>
      render(() => {
        $scope.saved = draft.isUnsent ? $scope.saved : `已保存 ${clock()}`;
        $scope.theirs = null;
        show(errors);
        point(warnings);
        if (!errors.length) {
          $scope.summary = '';
        }
      }),
    failed: () =>
      render(() => {
        $scope.saved = '保存失败（将自动重试）';
      }),
    refused: (problem) =>
      render(() => {
        $scope.saved = '';
        $scope.summary = problem.message;
      }),
    conflict: (theirs) =>
      render(() => {
        $scope.saved = '';
        $scope.theirs = { ...theirs, said: theirs?.values.narrative || theirs?.values.opinion || theirs?.values.note || '' };
      })
  });
  $scope.keepMine = () => draft.keepOver($scope.theirs.revision);
  $scope.takeTheirs = () => {
    const { values: given, revision, warnings } = $scope.theirs;
    Object.assign($scope, { f: { ...given }, theirs: null, summary: '' });
    point(warnings);
    $scope.$broadcast('gp-read');
    draft.begin(revision);
  };

  // --- what is wrong ---
  const fieldOf = (path) => element.querySelector(`[data-field="${CSS.escape(path)}"]`);

  function show(errors) {
    const all = {};
    const rest = [];
    for (const { field, message } of errors) {
      if (field && fieldOf(field)) {
        all[field] = all[field] ? `${all[field]} ${message}` : message;
      } else {
        rest.push(message);
      }
    }
    $scope.errors = all;
    const count = Object.keys(all).length;
    if (attempted && Object.values(all).includes($scope.summary)) {
      $scope.summary = `有${count}处需要修改，见红字。`;
    }
    $scope.rest = attempted ? rest.filter((sentence) => sentence !== $scope.summary) : [];
  }

  /** The sentence for a field, once the person has been there or has tried to hand in. */
  $scope.error = (path) => (attempted || touched.has(path) ? $scope.errors[path] : undefined);
  /** What a careful colleague would point out; said as soon as it is kept, since handing in does not wait for it. */
  function point(warnings) {
    $scope.warnings = {};
    for (const { field, message } of warnings || []) {
      $scope.warnings[field] = $scope.warnings[field] ? `${$scope.warnings[field]} ${message}` : message;
    }
  }
  $scope.warning = (path) => ($scope.error(path) ? undefined : $scope.warnings[path]);
  /** Whether something is wrong in a part that may be folded away. */
  $scope.wrongIn = (start) => attempted && Object.keys($scope.errors).some((path) => path.startsWith(start));

  function touch(event) {
    for (let at = event.target.closest('[data-field]'); at; at = at.parentElement?.closest('[data-field]')) {
      touched.add(at.dataset.field);
    }
    render();
  }

  function focusFirst() {
    const wrong = element.querySelector('[aria-invalid="true"]');
    const place = wrong?.closest('[data-field]') || element.querySelector('.gp-summary');
    const control = wrong?.matches('input,textarea,select') ? wrong : place?.querySelector('input,textarea,select');
    place?.scrollIntoView({ block: 'center' });
    (control || place)?.focus({ preventScroll: true });
  }

  // --- handing in ---
  camForm.on('submit', () => {
    draft.wait();
    attempted = true;
    $scope.summary = '';
    for (const name of camForm.variableManager.variableNames()) {
      camForm.variableManager.destroyVariable(name);
    }
    for (const [name, value] of Object.entries($scope.f)) {
      camForm.variableManager.createVariable({ name, type: 'String', value: asText(value) });
    }
  });
  camForm.on('submit-success', () => {
    closed = true;
    draft.end();
    done(taskId, taskKey, $scope.f);
  });
  camForm.on('submit-failed', (source, [problem]) => {
    const body = problem?.response?.body;
    render(() => {
      $scope.summary = body?.message || problem?.message || '没有提交成功，可能是网络中断。您填写的内容还在，请稍候再试。';
      show(body?.errors || []);
      draft.changed();
      setTimeout(() => {
        // The sentence stands in the form; Tasklist's own notice of it would lie over 完成.
        render(() => camForm.formElement.injector().get('Notifications').clear({ type: 'danger' }));
        focusFirst();
      }, 50);
    });
  });
  // The server keeps what is typed; nothing stays behind in a browser that others may use.
  camForm.on('store', () => {
    camForm.storePrevented = true;
  });

  // Released or taken over: whose it is may have changed although nobody may type yet.
  const reread = (event) => {
    if ($scope.locked && event.target.closest?.('.task-details .meta .assignee')) {
      setTimeout(() => !closed && $scope.locked && load(), 1_000);
    }
  };
  document.addEventListener('click', reread, true);
  element.addEventListener('focusout', touch);
  element.addEventListener('change', touch);
  const leavePage = () => draft.leavePage();
  window.addEventListener('pagehide', leavePage);
  $scope.$on('$destroy', () => {
    window.removeEventListener('pagehide', leavePage);
    document.removeEventListener('click', reread, true);
    draft.leave();
  });
  $scope.$on('authentication.login.required', keepAllUnsent);
  $scope.$watch('f', () => draft.changed(), true);
  $scope.$watch('options.disableForm', (disabled, before) => {
    if (before && !disabled) {
      // Unlocked only when it is read anew, or the answer would take the place of what was just typed.
      load().then(() => render(() => {
        $scope.locked = false;
        goOn();
      }));
    } else {
      $scope.locked = Boolean(disabled);
    }
  });
  load();
}

for (const address of ['/css/greenplan-forms.css', '/css/date-field.css']) {
  const css = document.createElement('link');
  css.rel = 'stylesheet';
  css.href = address;
  document.head.append(css);
}

registerFields(window.angular.module('cam.embedded.forms'));
window.Greenplan = { form, ...steps };

export default [];
