/* 导入Excel: what a filled workbook would change is shown first, then taken over into the drafts. */
import { ask } from './ask.js';
import { putDraft } from './drafts.js';

const largest = 10 * 1024 * 1024;

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text ?? '';
  if (className) {
    made.className = className;
  }
  return made;
}

function table(heads, lines) {
  const made = element('table');
  const head = made.createTHead().insertRow();
  heads.forEach((text) => head.append(element('th', text)));
  const body = made.createTBody();
  for (const cells of lines) {
    const line = body.insertRow();
    cells.forEach((text) => line.append(element('td', text, 'prose')));
  }
  return made;
}

export function offerWorkbook(rows) {
  const preview = document.getElementById('preview');
  if (!preview) {
    return;
  }
  const body = preview.querySelector('.preview-body');
  const accept = preview.querySelector('[data-accept]');
  let drafts = {};

  function show(reading) {
    drafts = reading.drafts;
    body.textContent = '';
    const { changes, problems } = reading;
    if (problems.length) {
      body.append(element('p', `有${problems.length}个单元格不能接收，其余照收：`, 'note bad'));
      body.append(table(['单元格', '编号', '栏目', '怎样修改'], problems.map((one) => [one.cell, one.measureKey, one.label, one.message])));
    }
    if (changes.length) {
      const conflicts = changes.filter((one) => one.conflict).length;
      body.append(element('p', `将改${changes.length}处${conflicts ? `，其中${conflicts}处网上已另行改过，请核对` : ''}：`, conflicts ? 'note warn' : 'note good'));
      body.append(
        table(
          ['编号', '栏目', '网上现有', '改为'],
          changes.map((one) => [one.measureKey, one.label + (one.conflict ? '（网上已另行改过）' : ''), one.online, one.filled || '（清空）'])
        )
      );
    } else {
      body.append(element('p', '表格里没有需要接收的改动。'));
    }
    accept.hidden = !changes.length;
    preview.showModal();
  }

  function refuse(sentence) {
    body.textContent = '';
    body.append(element('p', sentence, 'note bad'));
    accept.hidden = true;
    preview.showModal();
  }

  document.querySelectorAll('[data-workbook]').forEach((input) => {
    input.addEventListener('change', async () => {
      const [file] = input.files;
      input.value = '';
      if (!file) {
        return;
      }
      if (file.size > largest) {
        refuse('文件超过10MB；请重新下载表格，只在白色单元格填写文字和数字后上传。');
        return;
      }
      try {
        await Promise.all(rows.filter((row) => !row.gone).map((row) => row.draft.save()));
        show(await ask(`/api/tables/report/workbook?unit=${encodeURIComponent(input.dataset.workbook)}`, { method: 'POST', body: file }));
      } catch (problem) {
        refuse(problem.message);
      }
    });
    input.parentElement.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        input.click();
      }
    });
  });

  accept.addEventListener('click', async () => {
    accept.disabled = true;
    const failed = [];
    for (const [task, values] of Object.entries(drafts)) {
      const row = rows.find((one) => one.task === task);
      try {
        await putDraft(task, values, row.draft.revision);
      } catch (problem) {
        failed.push(`${row.key}：${problem.message}`);
      }
    }
    accept.disabled = false;
    if (failed.length) {
      refuse(`没有接收：${failed.join('；')} 其余已接收，请刷新页面查看。`);
    } else {
      sessionStorage.setItem('greenplan.said', `已接收表格中的${Object.keys(drafts).length}项，请核对后提交审签。`);
      window.location.reload();
    }
  });
}
