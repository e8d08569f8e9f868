// Passkeys: asks the browser for one, puts what it answers into the form, and sends that like any other form.
(function () {
  'use strict';
  if (!window.PublicKeyCredential) return;
  var bytes = function (text) {
    return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), function (c) { return c.charCodeAt(0); });
  };
  var text = function (buffer) {
    return btoa(String.fromCharCode.apply(null, new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  };
  var known = function (ids) { return ids.map(function (id) { return { type: 'public-key', id: bytes(id) }; }); };

  var create = function (o) {
    return navigator.credentials.create({ publicKey: {
      challenge: bytes(o.challenge),
      rp: { id: o.rp, name: o.place },
      user: { id: bytes(o.user), name: o.email, displayName: o.name },
      pubKeyCredParams: [-7, -8, -257].map(function (alg) { return { type: 'public-key', alg: alg }; }),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
      excludeCredentials: known(o.known),
      attestation: 'none'
    } }).then(function (c) {
      return { client: c.response.clientDataJSON, authenticator: c.response.getAuthenticatorData(), key: c.response.getPublicKey() };
    });
  };
  var ask = function (o) {
    return navigator.credentials.get({ publicKey: {
      challenge: bytes(o.challenge),
      rpId: o.rp,
      allowCredentials: known(o.known),
      userVerification: o.known.length && !o.verify ? 'preferred' : 'required'
    } }).then(function (c) {
      return { id: c.rawId, client: c.response.clientDataJSON, authenticator: c.response.authenticatorData, signature: c.response.signature };
    });
  };

  var send = function (form, asked) {
    var note = form.querySelector('[role=alert]'), o = JSON.parse(asked);
    note.hidden = true;
    (o.user ? create(o) : ask(o)).then(function (answer) {
      Object.keys(answer).forEach(function (name) { form.elements[name].value = text(answer[name]); });
      form.submit();
    }).catch(function () { note.hidden = false; });
  };

  document.querySelectorAll('form[data-h-passkey]').forEach(function (form) {
    form.hidden = false;
    form.addEventListener('submit', function (e) {
      e.preventDefault();
      send(form, form.dataset.hPasskey);
    });
  });
  // Among other fields of a form it stands for those that ask who it is; the others must be right.
  document.querySelectorAll('button[data-h-passkey]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      var rest = Array.from(button.form.elements).filter(function (field) { return !field.closest('[data-h-again]'); });
      if (rest.every(function (field) { return field.reportValidity(); })) send(button.form, button.dataset.hPasskey);
    });
  });
})();
