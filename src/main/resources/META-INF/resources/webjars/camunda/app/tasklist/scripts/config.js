import { app, chinese, dressPage } from './greenplan-brand.js';

dressPage('zh-CN');

// On a slow line Camunda gives up its own scripts after seven seconds, and leaves the page blank.
window.require?.config?.({ waitSeconds: 90 });

// What does not serve these users: tasks outside a process, comments that no process reads, an empty description, and a
// history of this one task that only administrators may read, so that it says there is none: the dossier has the measure's.
document.querySelector('base').setAttribute(
  'cam-exclude-plugins',
  [
    'tasklist.navbar.action:create-task-action',
    'tasklist.task.action:task-action-comment',
    'tasklist.task.detail:task-detail-description',
    'tasklist.task.detail:task-detail-history'
  ].join(',')
);

export default {
  app,
  locales: chinese,
  dateFormat: { normal: 'LLL', long: 'LLLL', short: 'LL' },
  disableWelcomeMessage: true,
  // paths from the tasklist folder
  customScripts: ['scripts/greenplan-plugins.js', 'scripts/greenplan-forms.js', 'scripts/greenplan-shown.js'],
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: '认领所选任务' },
    focusFilter: { key: 'ctrl+shift+f', description: '转到任务分类' },
    focusList: { key: 'ctrl+alt+l', description: '转到任务列表' },
    focusForm: { key: 'ctrl+alt+f', description: '转到表单的第一个输入框' },
    startProcess: { key: 'ctrl+alt+p', description: '打开“发起流程”' }
  }
};
