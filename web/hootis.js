// All of Hootis's own script. It improves pages that already work without it, and stores nothing.
(function () {
  'use strict';
  var doc = document, root = doc.documentElement;
  var byId = function (id) { return doc.getElementById(id); };

  // Buttons that act on the page they are in.
  var actions = {
    'data-h-reveal': function (b, id) {
      var field = byId(id), show = field.type === 'password';
      field.type = show ? 'text' : 'password';
      b.setAttribute('aria-pressed', String(show));
    },
    'data-h-copy': function (b, id) {
      var label = b.querySelector('span'), before = label.textContent;
      navigator.clipboard.writeText(byId(id).textContent.trim()).then(function () {
        label.textContent = b.dataset.hDone || before;
        setTimeout(function () { label.textContent = before; }, 2000);
      });
    },
    'data-h-dismiss': function (b, id) { byId(id).hidden = true; },
    'data-h-open': function (b, id) { byId(id).showModal(); },
    'data-h-close': function (b) { b.closest('dialog').close(); },
    'data-h-all': function (b, name) {
      b.form.querySelectorAll('input[type=checkbox]').forEach(function (box) { if (box.name === name) box.checked = b.checked; });
    },
    'data-h-print': function () { window.print(); }
  };
  doc.addEventListener('click', function (e) {
    Object.keys(actions).forEach(function (name) {
      var b = e.target.closest('[' + name + ']');
      if (b) actions[name](b, b.getAttribute(name));
    });
    // A menu closes when the person goes elsewhere.
    doc.querySelectorAll('details.h-menu[open]').forEach(function (menu) {
      if (!menu.contains(e.target)) menu.open = false;
    });
  });

  // What only makes sense with a script is hidden until there is one.
  doc.querySelectorAll('[data-h-script]').forEach(function (el) { el.hidden = false; });

  // The drawer opens by its address (#menu). Here: focus goes in, the rest of the page is out of reach, Escape closes.
  var menu = byId('menu'), opener = null;
  var isOpen = function () { return menu && location.hash === '#menu' && getComputedStyle(menu).position === 'fixed'; };
  var follow = function () {
    if (!menu) return;
    var open = isOpen();
    Array.prototype.forEach.call(doc.body.children, function (el) {
      if (el !== menu && !el.classList.contains('h-veil')) el.inert = open;
    });
    if (open) (menu.querySelector('a, button') || menu).focus();
    else if (opener) { opener.focus(); opener = null; }
  };
  var close = function () { history.replaceState(history.state, '', location.pathname + location.search); location.hash = 'contenu'; };
  window.addEventListener('hashchange', follow);
  window.addEventListener('resize', follow);
  doc.addEventListener('click', function (e) { var a = e.target.closest('a[href="#menu"]'); if (a) opener = a; });
  if (menu && location.hash === '#menu') follow();

  doc.addEventListener('keydown', function (e) {
    if (e.key === 'Escape') {
      if (isOpen()) close();
      doc.querySelectorAll('details.h-menu[open]').forEach(function (menu) { menu.open = false; menu.querySelector('summary').focus(); });
    }
    // "/" puts the cursor in the search field, unless the person is writing.
    var at = doc.activeElement;
    if (e.key === '/' && !e.ctrlKey && !e.metaKey && !e.altKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && !at.isContentEditable) {
      var search = doc.querySelector('.h-top input[type=search]');
      if (search) { e.preventDefault(); search.focus(); search.select(); }
    }
  });

  // A form that was sent says so, and is not sent twice. Coming back with the browser's arrow frees it.
  doc.addEventListener('submit', function (e) {
    var form = e.target, b = e.submitter;
    if (form.method === 'dialog' || e.defaultPrevented) return;
    if (form.dataset.hSent) { e.preventDefault(); return; }
    if (form.method === 'get') return;
    form.dataset.hSent = '1';
    if (b) {
      b.setAttribute('aria-busy', 'true');
      if (b.dataset.hBusy) { b.dataset.hLabel = b.innerHTML; b.textContent = b.dataset.hBusy; }
    }
  });
  var free = function () {
    doc.querySelectorAll('form[data-h-sent]').forEach(function (form) { delete form.dataset.hSent; });
    doc.querySelectorAll('[aria-busy=true].btn').forEach(function (b) {
      b.removeAttribute('aria-busy');
      if (b.dataset.hLabel) { b.innerHTML = b.dataset.hLabel; delete b.dataset.hLabel; }
    });
  };
  window.addEventListener('pageshow', free);
  doc.addEventListener('htmx:after:request', free);

  // A file that is too large is told in its field, before hours of sending it. The server refuses it too.
  doc.addEventListener('change', function (e) {
    var at = e.target, help = at.dataset.hMost && doc.getElementById(at.id + '-aide');
    if (!help) return;
    var over = at.files.length > 0 && at.files[0].size > Number(at.dataset.hMost);
    if (!('hHint' in help.dataset)) help.dataset.hHint = at.classList.contains('is-invalid') ? '' : help.textContent;
    at.setCustomValidity(over ? at.dataset.hTooBig : '');
    at.classList.toggle('is-invalid', over);
    at.setAttribute('aria-invalid', String(over));
    help.className = over ? 'invalid-feedback d-block' : 'form-hint mt-1';
    help.textContent = over ? at.dataset.hTooBig : help.dataset.hHint;
    at.reportValidity();
  });

  // After a swap the focus follows the new state: screen readers and small screens notice it.
  var settle = function (where) {
    var to = (where || doc).querySelector('[data-h-focus]');
    if (to) to.focus();
    doc.querySelectorAll('.h-toasts .toast:not([data-h-timed])').forEach(fade);
    doc.querySelectorAll('[data-h-countdown]:not([data-h-timed])').forEach(countdown);
  };
  doc.addEventListener('htmx:after:swap', function () { settle(); });

  // A short message goes by itself, not while it is pointed at or focused.
  function fade(toast) {
    toast.dataset.hTimed = '1';
    var wait = toast.querySelector('button, a') ? 12000 : 6000;
    var go = function () { if (toast.matches(':hover, :focus-within')) setTimeout(go, 2000); else toast.remove(); };
    setTimeout(go, wait);
  }

  // Seconds left, as "1 h 04 min 09 s".
  function countdown(el) {
    el.dataset.hTimed = '1';
    var end = Date.now() + Number(el.dataset.hCountdown) * 1000, two = function (n) { return String(n).padStart(2, '0'); };
    var timer = setInterval(function () {
      var s = Math.max(0, Math.round((end - Date.now()) / 1000));
      el.textContent = (s >= 3600 ? Math.floor(s / 3600) + ' h ' : '') + two(Math.floor(s / 60) % 60) + ' min ' + two(s % 60) + ' s';
      if (s === 0 || !el.isConnected) clearInterval(timer);
    }, 1000);
  }

  // A page that only says where it leads is left at once, and is not come back to.
  var onward = doc.querySelector('a[data-h-follow]');
  if (onward) location.replace(onward.href);

  // A space can be installed: then it says so itself when there is no network.
  if ('serviceWorker' in navigator && doc.querySelector('link[rel="manifest"]')) navigator.serviceWorker.register('/worker.js').catch(function () {});

  root.classList.add('h-js');
  settle();
})();
