/*
 * A field of files (佐证材料 and others): several by drag or click, a progress bar each, sent one after another to our own
 * endpoint. No framework. All text goes in as text, never as HTML.
 *
 *   var field = GreenplanFiles.mount(node, {
 *     kind: 'evidence', owner: '2026-07-02/12', unit: 'water', // what they belong to
 *     onchange: function (ids, field) {},   // optional; after each change: ids of the stored, unstruck files
 *     readonly: false,                       // optional: list only
 *     label, hint, extensions,               // optional: what they are, what is accepted
 *     kept: true                             // optional; each file counts once it is there: it is struck with a reason, never
 *                                            // removed, and who uploaded it stands beside it
 *   });
 *
 *   field.ids(); field.busy(); field.reload();
 */
(function (root) {
  'use strict';

  var MAX_BYTES = 50 * 1024 * 1024;
  var EXTENSIONS = ['pdf', 'ofd', 'doc', 'docx', 'wps', 'xls', 'xlsx', 'et', 'ppt', 'pptx', 'dps', 'jpg', 'jpeg', 'png',
    'gif', 'bmp', 'webp', 'tif', 'tiff', 'heic', 'heif', 'zip', 'rar', 'mp4'];
  var STYLE = '/css/evidence.css';
  var counter = 0;

  function element(tag, className, text) {
    var node = document.createElement(tag);
    if (className) { node.className = className; }
    if (text !== undefined) { node.textContent = text; }
    return node;
  }

  function addStyle() {
    if (!document.querySelector('link[href="' + STYLE + '"]')) {
      var style = element('link');
      style.rel = 'stylesheet';
      style.href = STYLE;
      document.head.appendChild(style);
    }
  }

  /** As the server writes it (KeptFile.sizeText). */
  function sizeText(bytes) {
    if (bytes < 1024) { return bytes + ' B'; }
    if (bytes < 1024 * 1024) { return (bytes / 1024).toFixed(0) + ' KB'; }
    return (bytes / 1024 / 1024).toFixed(1) + ' MB';
  }

  function extension(name) {
    var dot = name.lastIndexOf('.');
    return dot < 1 ? '' : name.slice(dot + 1).toLowerCase();
  }

  /** What can be said without sending the file; the server says the same. */
  function refusal(file, extensions) {
    if (file.size === 0) { return '文件是空的（0字节），或者是文件夹；请选择有内容的文件。'; }
    if (file.size > MAX_BYTES) { return '文件超过50MB，请压缩或拆分后再上传。'; }
    var type = extension(file.name);
    if (extensions.indexOf(type) < 0) {
      return '不接收' + (type ? '.' + type : '没有扩展名的') + '文件。可以上传：' + extensions.join('、') + '。';
    }
    return null;
  }

  function sentence(xhr) {
    try {
      var message = JSON.parse(xhr.responseText).message;
      if (message) { return message; }
    } catch (notJson) { /* a page of a proxy, or nothing */ }
    if (xhr.status === 401) { return '登录已失效，请在新窗口重新登录后再试。'; }
    if (xhr.status === 413) { return '文件超过50MB，请压缩或拆分后再上传。'; }
    if (xhr.status === 507) { return '服务器的磁盘快满了，暂时不接收文件，请告知系统管理员。'; }
    if (xhr.status === 0) { return '网络中断，文件没有传完，请重试。'; }
    return '没有成功（' + xhr.status + '），请稍后重试。';
  }

  function mount(node, options) {
    addStyle();
    var fileUrl = '/api/files/';
    var listUrl = '/api/files?kind=' + encodeURIComponent(options.kind) + '&owner=' + encodeURIComponent(options.owner) +
      '&unit=' + encodeURIComponent(options.unit);
    var extensions = options.extensions || EXTENSIONS;
    var what = options.label || '佐证材料';
    var items = [];
    var queue = [];
    var sending = false;

    var box = element('div', 'gp-ev');
    var zone = element('div', 'gp-ev-zone');
    var input = element('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'gp-ev-input-' + (++counter);
    input.setAttribute('aria-describedby', input.id + '-hint');
    input.accept = extensions.map(function (e) { return '.' + e; }).join(',');
    var label = element('label', 'gp-ev-pick', '选择文件');
    label.htmlFor = input.id;
    var hint = element('div', 'gp-ev-hint', options.hint ||
      '可一次选多个，每个不超过50MB：PDF、OFD、Office和WPS文档、图片、zip、rar、mp4。本系统为非涉密系统，严禁上传涉密信息。');
    hint.id = input.id + '-hint';
    var list = element('ul', 'gp-ev-list');
    list.setAttribute('aria-label', what);
    var status = element('div', 'gp-ev-hint');
    status.setAttribute('role', 'status');
    status.setAttribute('aria-live', 'polite');
    if (!options.readonly) {
      zone.appendChild(input);
      zone.appendChild(label);
      zone.appendChild(document.createTextNode('或把文件拖到这里'));
      zone.appendChild(hint);
      box.appendChild(zone);
    }
    box.appendChild(list);
    box.appendChild(status);
    node.textContent = '';
    node.appendChild(box);

    var field = {
      ids: function () {
        return items.filter(function (i) { return i.stored && !i.stored.struck; }).map(function (i) { return i.stored.id; });
      },
      busy: function () { return sending || queue.length > 0; },
      reload: load
    };

    function changed() {
      if (options.onchange) { options.onchange(field.ids(), field); }
    }

    function open(method, url) {
      var xhr = new XMLHttpRequest();
      xhr.open(method, url);
      xhr.setRequestHeader('Accept', 'application/json');
      xhr.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
      var token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie);
      if (token) { xhr.setRequestHeader('X-XSRF-TOKEN', decodeURIComponent(token[1])); }
      return xhr;
    }

    function button(text, description, action) {
      var it = element('button', '', text);
      it.type = 'button';
      it.setAttribute('aria-label', description);
      it.addEventListener('click', action);
      return it;
    }

    /** Whether others may rest on the file, so that it is struck with a reason and stays visible. */
    function leavesTrace(stored) {
      return options.kept || stored.reported;
    }

    function draw(item) {
      var row = item.row;
      row.textContent = '';
      row.className = item.stored && item.stored.struck ? 'gp-ev-struck' : '';
      var name = element('span', 'gp-ev-name');
      if (item.stored && !item.stored.struck) {
        var link = element('a', '', item.name);
        link.href = fileUrl + encodeURIComponent(item.stored.id);
        name.appendChild(link);
      } else {
        name.textContent = item.name;
      }
      row.appendChild(name);
      if (item.stored && options.kept) {
        row.appendChild(element('span', 'gp-ev-details', item.stored.details));
      } else {
        row.appendChild(element('span', 'gp-ev-size', sizeText(item.size)));
      }
      if (item.stored && item.stored.struck) {
        row.appendChild(element('span', 'gp-ev-details', '已划除：' + item.stored.struckReason));
      } else if (item.stored) {
        if (!options.readonly) {
          var word = leavesTrace(item.stored) ? '划除' : '移除';
          row.appendChild(button(word, word + ' ' + item.name, function () { remove(item); }));
        }
      } else if (item.error) {
        if (item.file) {
          row.appendChild(button('重试', '重试 ' + item.name, function () { item.error = null; enqueue(item); }));
        }
        row.appendChild(button('清除', '清除 ' + item.name, function () { drop(item); }));
      } else {
        item.bar = element('progress');
        item.bar.max = 100;
        item.bar.value = 0;
        item.bar.setAttribute('aria-label', '上传进度 ' + item.name);
        item.percent = element('span', 'gp-ev-size', '等待上传');
        row.appendChild(item.bar);
        row.appendChild(item.percent);
        row.appendChild(button('取消', '取消 ' + item.name, function () { cancel(item); }));
      }
      if (item.error) {
        var error = element('div', 'gp-ev-error', item.error);
        error.setAttribute('role', 'alert');
        row.appendChild(error);
      }
    }

    function add(item) {
      item.row = element('li');
      items.push(item);
      list.appendChild(item.row);
      draw(item);
    }

    function drop(item) {
      items.splice(items.indexOf(item), 1);
      list.removeChild(item.row);
      if (!options.readonly) { input.focus(); }
    }

    function enqueue(item) {
      queue.push(item);
      draw(item);
      changed();
      next();
    }

    function cancel(item) {
      var waiting = queue.indexOf(item);
      if (waiting >= 0) { queue.splice(waiting, 1); }
      if (item.xhr) { item.xhr.abort(); }
      drop(item);
      changed();
    }

    function take(files) {
      Array.prototype.forEach.call(files, function (file) {
        var error = refusal(file, extensions);
        var item = {name: file.name, size: file.size, file: error ? null : file, error: error};
        add(item);
        if (!error) { queue.push(item); }
      });
      changed();
      next();
    }

    function next() {
      if (sending || queue.length === 0) { return; }
      var item = queue.shift();
      sending = true;
      var xhr = item.xhr = open('POST', listUrl + '&name=' + encodeURIComponent(item.name));
      xhr.setRequestHeader('Content-Type', 'application/octet-stream');
      xhr.upload.onprogress = function (event) {
        if (event.lengthComputable) {
          var percent = Math.floor(event.loaded * 100 / event.total);
          item.bar.value = percent;
          item.percent.textContent = percent < 100 ? percent + '%' : '正在检查并保存…';
        }
      };
      xhr.onloadend = function () {
        sending = false;
        item.xhr = null;
        if (items.indexOf(item) >= 0) {
          if (xhr.status === 201) {
            item.stored = JSON.parse(xhr.responseText);
            item.name = item.stored.name;
            item.file = null;
            status.textContent = '已上传：' + item.name;
          } else {
            item.error = sentence(xhr);
          }
          draw(item);
        }
        changed();
        next();
      };
      xhr.send(item.file);
    }

    function remove(item) {
      var reason = '填报时移除';
      if (leavesTrace(item.stored)) {
        var where = options.kept ? '' : item.stored.signed === false ? '已随送审稿留存，' : '已随报告报出，';
        reason = window.prompt('“' + item.name + '”' + where + '划除后仍会留痕。请写明划除的原因：', '');
        if (reason === null) { return; }
      }
      var xhr = open('POST', fileUrl + encodeURIComponent(item.stored.id) + '/strike');
      xhr.setRequestHeader('Content-Type', 'application/json');
      xhr.onloadend = function () {
        if (xhr.status === 200) {
          status.textContent = (leavesTrace(item.stored) ? '已划除：' : '已移除：') + item.name;
          if (leavesTrace(item.stored)) {
            item.stored = JSON.parse(xhr.responseText);
            item.error = null;
            draw(item);
          } else {
            drop(item);
          }
          changed();
        } else {
          item.error = sentence(xhr);
          draw(item);
        }
      };
      xhr.send(JSON.stringify({reason: reason}));
    }

    function load() {
      var xhr = open('GET', listUrl);
      xhr.onloadend = function () {
        if (xhr.status !== 200) {
          status.textContent = '没能读出已上传的' + what + '：' + sentence(xhr);
          return;
        }
        items.filter(function (i) { return i.stored; }).forEach(function (i) {
          items.splice(items.indexOf(i), 1);
          list.removeChild(i.row);
        });
        JSON.parse(xhr.responseText).forEach(function (stored) {
          // What was removed before it was ever reported is kept for auditors but is noise in the form.
          if (!stored.struck || leavesTrace(stored)) { add({name: stored.name, size: stored.size, stored: stored}); }
        });
        changed();
      };
      xhr.send();
    }

    input.addEventListener('change', function () {
      take(input.files);
      input.value = '';
    });
    ['dragenter', 'dragover'].forEach(function (type) {
      zone.addEventListener(type, function (event) {
        event.preventDefault();
        zone.classList.add('gp-over');
      });
    });
    ['dragleave', 'drop'].forEach(function (type) {
      zone.addEventListener(type, function (event) {
        event.preventDefault();
        zone.classList.remove('gp-over');
      });
    });
    zone.addEventListener('drop', function (event) { take(event.dataTransfer.files); });
    load();
    return field;
  }

  root.GreenplanFiles = {mount: mount, MAX_BYTES: MAX_BYTES};
})(window);
