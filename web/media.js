// Sending files in pieces, and moving among them with the keyboard. Both improve pages that work without it, and nothing is stored: an upload
// that was cut is known to the server, and goes on when the same file is chosen again.
(function () {
  'use strict';
  var doc = document, byId = function (id) { return doc.getElementById(id); };

  // Left and right lead to the neighbours of a file, Escape back to the gallery; in the gallery, arrows go from one to the next.
  doc.addEventListener('keydown', function (e) {
    var at = doc.activeElement;
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT|VIDEO|AUDIO)$/.test(at.tagName)) return;
    var link = doc.querySelector('[data-h-key="' + e.key + '"]');
    if (link) { e.preventDefault(); link.click(); return; }
    var all = Array.prototype.slice.call(doc.querySelectorAll('.h-thumbs a')), here = all.indexOf(at);
    if (here < 0) return;
    var left = function (a) { return Math.round(a.getBoundingClientRect().left); };
    var row = function (by) {
      for (var i = here + by; all[i]; i += by) if (left(all[i]) === left(at)) return all[i];
      return null;
    };
    var to = { ArrowLeft: all[here - 1], ArrowRight: all[here + 1], ArrowUp: row(-1), ArrowDown: row(1), Home: all[0], End: all[all.length - 1] }[e.key];
    if (to) { e.preventDefault(); to.focus(); }
  });

  doc.querySelectorAll('[data-h-submit]').forEach(function (field) {
    field.addEventListener('change', function () { field.form.requestSubmit(); });
  });

  var form = byId('envoi');
  if (!form || !window.tus || !window.tus.isSupported) return;
  var words = byId('envoi-mots').dataset, list = byId('envois-liste'), row = byId('envoi-ligne').content, count = byId('envois-compte');
  var lang = byId('envoi-mots').lang, units = words.hUnits.split(' '), most = Number(form.dataset.hMost), left = Number(form.dataset.hLeft);
  var waiting = [], running = 0, begun = 0, done = 0, AT_ONCE = 2;

  var number = function (n, digits) { return n.toLocaleString(lang, { maximumFractionDigits: digits }); };
  var size = function (bytes, bare) {
    var unit = 0;
    while (bytes >= 999.5 && unit < units.length - 1) { bytes /= 1000; unit += 1; }
    var text = number(bytes, unit > 0 && bytes < 99.95 ? 1 : 0);
    return bare ? text : text + '\u00a0' + units[unit];
  };

  // Leaving while something is sent would stop it.
  var warn = function (e) { e.preventDefault(); };
  var tell = function () {
    count.textContent = begun ? number(done, 0) + ' ' + words.hDone + ' ' + number(begun, 0) : '';
    byId('envois-aucun').hidden = list.children.length > 0;
    window[running ? 'addEventListener' : 'removeEventListener']('beforeunload', warn);
  };

  // The gallery anew, when all that was sent is there.
  var refresh = function () {
    fetch(location.pathname + location.search, { headers: { 'HX-Request': 'true' } }).then(function (r) { return r.ok ? r.text() : null; }).then(function (html) {
      var gallery = byId('galerie');
      if (html === null || !gallery) return;
      gallery.innerHTML = html;
      gallery.querySelectorAll('[data-h-script]').forEach(function (el) { el.hidden = false; });
    }).catch(function () { window.setTimeout(refresh, 2000); }); // The line is cut: what was sent is shown when it is back.
  };

  var next = function () {
    while (running < AT_ONCE && waiting.length) waiting.shift()();
    tell();
    if (!running && !waiting.length && done) refresh();
  };

  // One file: a line of the list, and an upload behind it.
  var send = function (file) {
    var line = doc.importNode(row, true).querySelector('li'), bar = line.querySelector('progress');
    var part = function (name) { return line.querySelector('[data-h-' + name + ']'); };
    var said = part('s'), why = part('why'), retry = part('retry'), cancel = part('cancel'), started = 0, first = 0, over = false;
    part('n').textContent = file.name;
    said.textContent = size(file.size);
    [bar, cancel].forEach(function (el) { el.setAttribute('aria-label', el.dataset.hLabel + ' ' + file.name); });
    list.prepend(line);
    begun += 1;

    var client = form.elements.client ? form.elements.client.value : '', position = form.elements.position.checked ? '1' : '0';
    var known = Array.prototype.find.call(list.querySelectorAll('[data-h-upload]'), function (one) {
      var d = one.dataset;
      return d.hName === file.name && Number(d.hSize) === file.size && Number(d.hModified) === file.lastModified && d.hClient === client && d.hPosition === position;
    });
    // Once: a second file like it is another one.
    var resumed = known ? known.dataset.hUpload : null;
    if (known) known.remove();
    var end = function () { if (!over) { over = true; running -= 1; } next(); };
    var fail = function (text, again) {
      why.textContent = text; why.hidden = false; retry.hidden = !again;
      bar.classList.add('is-bad');
      said.textContent = again ? words.hCut : words.hFailed;
    };
    var upload = new window.tus.Upload(file, {
      endpoint: form.dataset.hTus,
      uploadUrl: resumed,
      headers: { 'X-CSRF-Token': form.elements._csrf.value },
      metadata: { filename: file.name, client: client, position: position, modifie: String(file.lastModified) },
      retryDelays: [0, 1000, 3000, 5000, 10000, 20000, 30000],
      storeFingerprintForResuming: false,
      // Whatever the browser thinks of its connection: what comes back in a second goes on by itself.
      onShouldRetry: function (error) {
        var status = error.originalResponse ? error.originalResponse.getStatus() : 0;
        return status < 400 || status >= 500 || status === 409 || status === 423;
      },
      onProgress: function (sent, total) {
        if (!started) { started = Date.now(); first = sent; }
        var seconds = (Date.now() - started) / 1000, rest = seconds > 2 && sent > first ? Math.round((total - sent) / ((sent - first) / seconds)) : 0;
        bar.value = total ? 100 * sent / total : 100;
        said.textContent = sent >= total ? words.hKeeping : size(sent, units.length < 2) + ' ' + words.hOf + ' ' + size(total) + (rest ? ', ' + number(rest, 0) + '\u00a0s' : '');
      },
      onSuccess: function () {
        done += 1; left -= file.size;
        bar.value = 100; bar.classList.add('is-ok');
        said.textContent = words.hSent;
        cancel.remove(); retry.remove();
        end();
      },
      onError: function (error) {
        var answer = error.originalResponse, status = answer ? answer.getStatus() : 0, text = answer ? answer.getBody() : '';
        // What the server says in words is final; anything else may pass, and is said by its status.
        var isWord = (status === 413 || status === 422) && text && text.charAt(0) !== '<';
        var reason = isWord ? text : status === 429 ? words.hSlow : status === 401 || status === 403 || status === 404 ? words.hOut : status === 507 ? words.hRoom : '';
        fail(reason, !isWord);
        why.hidden = !reason;
        end();
      }
    });
    var go = function () {
      running += 1; over = false; started = 0;
      why.hidden = true; retry.hidden = true; bar.classList.remove('is-bad');
      upload.start();
    };
    retry.addEventListener('click', function () { waiting.push(go); next(); });
    cancel.addEventListener('click', function () {
      var at = waiting.indexOf(go);
      if (at >= 0) { waiting.splice(at, 1); over = true; }
      upload.abort(true).catch(function () {});
      line.remove();
      begun -= 1;
      end();
    });
    if (file.size > most || file.size > left) {
      over = true;
      fail(file.size > most ? form.dataset.hTooBig : form.dataset.hFull, false);
      return;
    }
    waiting.push(go);
  };

  // Whoever was without a connection goes on by themselves when it is back.
  window.addEventListener('online', function () {
    list.querySelectorAll('[data-h-retry]:not([hidden])').forEach(function (button) { button.click(); });
  });
  var take = function (files) {
    Array.prototype.forEach.call(files, send);
    next();
  };
  ['fichiers', 'appareil'].forEach(function (id) {
    var field = byId(id);
    field.addEventListener('change', function () { take(field.files); field.value = ''; });
  });
  var zone = form.querySelector('.h-drop');
  ['dragenter', 'dragover'].forEach(function (name) {
    doc.addEventListener(name, function (e) {
      if (!e.dataTransfer || Array.prototype.indexOf.call(e.dataTransfer.types, 'Files') < 0) return;
      e.preventDefault();
      zone.classList.add('is-over');
    });
  });
  doc.addEventListener('dragleave', function (e) { if (!e.relatedTarget) zone.classList.remove('is-over'); });
  doc.addEventListener('drop', function (e) {
    zone.classList.remove('is-over');
    if (!e.dataTransfer || !e.dataTransfer.files.length) return;
    e.preventDefault();
    take(e.dataTransfer.files);
  });
})();
