// The measurement of audience that the visitor agreed to. The server puts this script on a page only after that; before,
// nothing of Google is loaded or asked for.
(function () {
  'use strict';
  var told = document.currentScript.dataset;
  window.dataLayer = window.dataLayer || [];
  function gtag() { window.dataLayer.push(arguments); }
  gtag('consent', 'default', { ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied', analytics_storage: 'denied' });
  // Agreed to, and only to that.
  gtag('consent', 'update', { analytics_storage: 'granted' });
  gtag('js', new Date());
  gtag('config', told.hId, {
    // Addresses without their parameters, which may hold secrets; of where the visitor comes from, the site only.
    page_location: location.origin + location.pathname,
    page_referrer: document.referrer ? new URL(document.referrer).origin : '',
    // On this very host: spaces below it never receive them. As long as declared, and not prolonged at each visit.
    cookie_domain: 'none',
    cookie_expires: Number(told.hSeconds),
    cookie_update: false,
    cookie_flags: 'SameSite=Lax' + (location.protocol === 'https:' ? ';Secure' : ''),
    allow_google_signals: false,
    allow_ad_personalization_signals: false
  });
  var tag = document.createElement('script');
  tag.async = true;
  tag.src = told.hTag + '?id=' + encodeURIComponent(told.hId);
  document.head.appendChild(tag);
})();
