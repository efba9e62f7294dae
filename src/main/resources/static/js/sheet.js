/* The sheet (报送单): its button prints the page, and who may attach the stamped scan gets the upload for it. */
(function () {
  'use strict';

  document.querySelectorAll('[data-print]').forEach(function (button) {
    button.addEventListener('click', function () { window.print(); });
  });

  var scans = document.querySelector('[data-scans]');
  if (scans) {
    window.GreenplanFiles.mount(scans, {
      kind: 'sheet',
      owner: scans.dataset.owner,
      unit: scans.dataset.unit,
      label: '盖章扫描件',
      hint: '可一次选多个，每个不超过50MB：PDF、OFD或图片。本系统为非涉密系统，严禁上传涉密信息。',
      extensions: ['pdf', 'ofd', 'jpg', 'jpeg', 'png', 'gif', 'bmp', 'webp', 'tif', 'tiff', 'heic', 'heif'],
      kept: true
    });
  }
})();
