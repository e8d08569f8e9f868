// Files that go with a message: chosen, dropped, pasted or just taken, and sent while the message is being written. Without it the form sends
// them itself. Nothing is stored: what came whole is named in the form, and what is not sent with a message goes after a day.
(function () {
  'use strict';
  var doc = document;
  if (!window.tus || !window.tus.isSupported) return;
  var AT_ONCE = 2;

  var box = function () { return doc.querySelector('[data-h-attach]'); };
  var lines = function (of) { return of.querySelectorAll('.h-attached > li').length; };
  var running = function (form) { return form.querySelectorAll('.h-attached [data-h-going]').length; };

  // Lines wait their turn: two are sent at a time.
  var turn = function (form) {
    var going = form.querySelectorAll('.h-attached [data-h-going="now"]').length;
    Array.prototype.slice.call(form.querySelectorAll('.h-attached [data-h-going="soon"]'), 0, Math.max(AT_ONCE - going, 0)).forEach(function (line) { line.go(); });
    // Whoever pressed the button while something was on its way meant all of it.
    if (form.dataset.hWaits && !running(form)) {
      delete form.dataset.hWaits;
      form.requestSubmit(form.querySelector('.btn-primary'));
    }
  };

  var send = function (file, where) {
    var d = where.dataset, form = where.closest('form'), list = where.querySelector('.h-attached');
    var line = doc.createElement('li'), name = doc.createElement('span'), bar = doc.createElement('progress'), why = doc.createElement('span'), remove = doc.createElement('button');
    name.className = 'h-grow h-cut'; name.textContent = file.name;
    bar.max = 100; bar.value = 0; bar.setAttribute('aria-label', d.hProgress + ' ' + file.name);
    why.className = 'h-small text-danger'; why.hidden = true;
    remove.type = 'button'; remove.className = 'btn btn-sm'; remove.textContent = d.hRemove; remove.setAttribute('aria-label', d.hRemove + ' ' + file.name);
    line.append(name, bar, remove, why);
    list.append(line);
    var fail = function (text) {
      why.textContent = text; why.hidden = false; bar.hidden = true;
      line.classList.add('is-bad'); line.removeAttribute('data-h-going');
    };
    var upload = null;
    remove.addEventListener('click', function () {
      // What was refused is not there any more.
      if (upload) upload.abort(!line.classList.contains('is-bad')).catch(function () {});
      var near = line.nextElementSibling || line.previousElementSibling;
      line.remove();
      (near ? near.querySelector('button, input') : form.querySelector('textarea')).focus();
      turn(form);
    });
    if (lines(where) > Number(d.hFiles)) { fail(d.hMany); return; }
    if (file.size > Number(d.hMost)) { fail(d.hTooBig); return; }
    upload = new window.tus.Upload(file, {
      endpoint: d.hAttach,
      headers: { 'X-CSRF-Token': form.elements._csrf.value },
      metadata: { filename: file.name, modifie: String(file.lastModified) },
      retryDelays: [0, 1000, 3000, 5000, 10000, 20000, 30000],
      storeFingerprintForResuming: false,
      onShouldRetry: function (error) {
        var status = error.originalResponse ? error.originalResponse.getStatus() : 0;
        return status < 400 || status >= 500 || status === 409 || status === 423;
      },
      onProgress: function (sent, total) { bar.value = total ? 100 * sent / total : 100; },
      onSuccess: function () {
        var field = doc.createElement('input');
        field.type = 'hidden'; field.name = 'joint'; field.value = upload.url.split('/').pop();
        bar.value = 100; bar.classList.add('is-ok');
        line.append(field);
        line.removeAttribute('data-h-going');
        turn(form);
      },
      onError: function (error) {
        var answer = error.originalResponse, status = answer ? answer.getStatus() : 0, text = answer ? answer.getBody() : '';
        var isWord = (status === 413 || status === 422) && text && text.charAt(0) !== '<';
        // A message is not sent by itself when what it was to go with did not come.
        delete form.dataset.hWaits;
        fail(isWord ? text : status === 429 ? d.hSlow : status === 401 || status === 403 || status === 404 ? d.hOut : status === 507 ? d.hRoom : status ? d.hFailed : d.hCut);
        turn(form);
      }
    });
    line.dataset.hGoing = 'soon';
    line.go = function () { line.dataset.hGoing = 'now'; upload.start(); };
  };
  var take = function (files, where) {
    Array.prototype.forEach.call(files, function (file) { send(file, where); });
    turn(where.closest('form'));
  };

  // The form is made anew when it was sent: what is listened to is the page.
  doc.addEventListener('change', function (e) {
    var where = e.target.type === 'file' && e.target.closest('[data-h-attach]');
    if (!where) return;
    take(e.target.files, where);
    e.target.value = '';
  });
  doc.addEventListener('paste', function (e) {
    var where = box(), files = e.clipboardData ? e.clipboardData.files : [];
    if (!where || !files.length || !where.closest('form').contains(e.target)) return;
    e.preventDefault();
    take(files, where);
  });
  ['dragenter', 'dragover'].forEach(function (name) {
    doc.addEventListener(name, function (e) {
      var where = box();
      if (!where || !e.dataTransfer || Array.prototype.indexOf.call(e.dataTransfer.types, 'Files') < 0) return;
      e.preventDefault();
      where.closest('form').classList.add('is-over');
    });
  });
  var out = function () { doc.querySelectorAll('form.is-over').forEach(function (form) { form.classList.remove('is-over'); }); };
  doc.addEventListener('dragleave', function (e) { if (!e.relatedTarget) out(); });
  doc.addEventListener('drop', function (e) {
    var where = box();
    out();
    if (!where || !e.dataTransfer || !e.dataTransfer.files.length) return;
    e.preventDefault();
    take(e.dataTransfer.files, where);
  });
  window.addEventListener('submit', function (e) {
    var form = e.target;
    if (!form.querySelector || !form.querySelector('[data-h-attach]') || !running(form)) return;
    if (e.submitter && e.submitter.hasAttribute('formaction')) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    form.dataset.hWaits = '1';
  }, true);
  // Leaving while something is sent would stop it.
  window.addEventListener('beforeunload', function (e) {
    var where = box();
    if (where && running(where.closest('form'))) e.preventDefault();
  });
})();
