// News of conversations as they happen: one stream of events a browser, shared among its tabs. Pages that stay without it
// are as complete, and only older.
(function () {
  'use strict';
  var script = document.currentScript, where = script.dataset, body = document.body || document.documentElement;
  var hidden = false, waiting = {}, all = false, source = null, last = 0, pause = 0;
  // Up to where this page knows what was said, if it shows any of it.
  var mark = document.querySelector('[data-h-since]'), heard = mark && mark.dataset.hSince, waits = 0;
  var channel = 'BroadcastChannel' in window ? new BroadcastChannel('hootis:' + where.flux) : null;

  // What the menu says waits, and the title of a tab that nobody looks at.
  var title = document.title;
  var count = function (n) {
    document.querySelectorAll('a[href="' + where.menu + '"]').forEach(function (link) {
      if (!link.closest('.h-nav, .h-tabbar')) return;
      var spot = link.querySelector('.h-count');
      if (!n) { if (spot) spot.remove(); return; }
      if (!spot) { spot = document.createElement('span'); spot.className = 'h-count'; link.append(spot); }
      var word = document.createElement('span');
      word.className = 'visually-hidden';
      word.textContent = ' ' + where.mot;
      spot.replaceChildren(String(n), word);
    });
    document.title = n && document.hidden ? '(' + n + ') ' + title : title;
  };

  // Parts of the page ask for what is new when they hear their name. A tab that nobody looks at waits: what it shows counts as read.
  var say = function (name) { body.dispatchEvent(new CustomEvent(name)); };
  var show = function () {
    if (document.hidden) { hidden = true; return; }
    var ids = Object.keys(waiting);
    if (all) document.querySelectorAll('[hx-trigger^="talk-"]').forEach(function (el) { say(el.getAttribute('hx-trigger').split(' ')[0]); });
    else ids.forEach(function (id) { say('talk-' + id); });
    if (all || ids.length) say('talk');
    waiting = {}; all = false; hidden = false;
  };
  var take = function (news) {
    if (news.all || (news.answer && heard && Number(news.id) > Number(heard))) all = true;
    heard = news.id;
    waits = news.n;
    (news.c || []).forEach(function (id) { waiting[id] = true; });
    count(news.n);
    show();
  };
  document.addEventListener('visibilitychange', function () {
    if (document.hidden) return;
    document.title = title;
    if (hidden) show();
    // A machine that slept may hold a stream that is dead and does not know it.
    if (source && Date.now() - last > 45000) { close(); open(); }
  });

  var close = function () { if (source) source.close(); source = null; };
  var pass = function (event) {
    last = Date.now();
    pause = 0;
    var news = JSON.parse(event.data);
    news.id = event.lastEventId;
    take(news);
    if (channel) channel.postMessage(news);
  };
  // A stream goes on from what was heard last: what was said meanwhile comes with its first event.
  var open = function () {
    close();
    source = new EventSource(where.flux + (heard ? '?depuis=' + heard : ''));
    last = Date.now();
    ['hello', 'talk', 'pulse'].forEach(function (name) { source.addEventListener(name, pass); });
    source.addEventListener('error', function () {
      if (!source || source.readyState !== EventSource.CLOSED) return;
      // Signed out, no right any more, or a server that is not there: ever more slowly.
      close();
      pause = Math.min((pause || 2500) * 2, 300000);
      setTimeout(open, pause);
    });
  };
  setInterval(function () { if (source && Date.now() - last > 45000) open(); }, 15000);

  // A tab that is new asks whoever listens how far they are: something may have been said while it was loading.
  if (channel) channel.onmessage = function (e) {
    if (!e.data.ask) take(e.data);
    else if (source && heard) channel.postMessage({ answer: true, id: heard, n: waits, c: [] });
  };
  if (channel) channel.postMessage({ ask: true });
  // The tab that holds the lock listens for all; when it goes, the next one has it.
  if (channel && navigator.locks) navigator.locks.request('hootis:' + where.flux, function () { open(); return new Promise(function () {}); });
  else open();

  // Ctrl and Enter send; Enter alone begins a line.
  document.addEventListener('keydown', function (e) {
    var form = e.target.form;
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && e.target.tagName === 'TEXTAREA' && form && form.classList.contains('h-compose')) {
      e.preventDefault();
      form.requestSubmit(form.querySelector('.btn-primary'));
    }
  });
  // Who has sent something writes on.
  document.addEventListener('htmx:after:swap', function (e) {
    var form = document.getElementById('ecrire'), from = e.detail && e.detail.ctx && e.detail.ctx.sourceElement;
    if (form && from && from.id === 'ecrire') form.querySelector('textarea').focus();
  });
})();
