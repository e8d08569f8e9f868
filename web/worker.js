// What the browser keeps of a space for the time when there is no network: one page that says so, and what it looks like.
// Nothing of the space itself is kept here.
'use strict';

var PAGE = '/hors-ligne';
var KEPT = 'hootis-/*version*/';

self.addEventListener('install', function (e) {
  e.waitUntil((async function () {
    var answer = await fetch(PAGE, { cache: 'reload' });
    if (!answer.ok) throw new Error('no page');
    var text = await answer.clone().text(), files = text.match(/\/assets\/[\w.-]+\.(?:css|svg|woff2)/g) || [];
    var kept = await caches.open(KEPT);
    await kept.addAll(Array.from(new Set(files)));
    await kept.put(PAGE, answer);
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', function (e) {
  e.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name !== KEPT; }).map(function (name) { return caches.delete(name); }));
  }));
});

self.addEventListener('fetch', function (e) {
  var request = e.request;
  if (request.mode === 'navigate') {
    e.respondWith(fetch(request).catch(function () { return caches.match(PAGE); }));
  } else if (request.method === 'GET' && request.destination !== '' && new URL(request.url).pathname.startsWith('/assets/')) {
    e.respondWith(fetch(request).catch(async function (why) {
      var kept = await caches.match(request, { ignoreVary: true });
      if (kept) return kept;
      throw why;
    }));
  }
});
