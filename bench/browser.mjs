// A small browser: cookies, forms, a network of its own.
import http from 'node:http';

let networks = 0;

export class Browser {
  constructor(port, slug = '') {
    networks += 1;
    this.port = port;
    this.host = `${slug ? `${slug}.` : ''}hootis.localhost:${port}`;
    this.surface = slug ? '_csrf-backend' : 'XSRF-TOKEN';
    // Limits count by network: each browser comes from another address of this machine.
    this.from = `127.3.${(networks >> 8) & 255}.${(networks & 255) || 1}`;
    this.jar = new Map();
  }

  get cookies() {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path) {
    return this.#send('GET', path, '');
  }

  post(path, form) {
    return this.#send('POST', path, new URLSearchParams({ _csrf: this.jar.get(this.surface) ?? '', ...form }).toString());
  }

  #send(method, path, body) {
    const headers = { host: this.host, cookie: this.cookies, 'accept-language': 'fr' };
    if (method === 'POST') {
      Object.assign(headers, { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', 'content-length': Buffer.byteLength(body) });
    }
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, localAddress: this.from, method, path, headers, agent: false, timeout: 60_000 };
      const request = http.request(options, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          for (const cookie of response.headers['set-cookie'] ?? []) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
            this.jar.set(name, value);
          }
          resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(parts).toString(), ms: performance.now() - started });
        });
      });
      request.on('error', reject);
      request.on('timeout', () => request.destroy(new Error(`${method} ${path} took too long`)));
      request.end(body);
    });
  }
}

/** Checks the status of an answer and gives it back. */
export function is(answer, status) {
  if (answer.status !== status) throw new Error(`answered ${answer.status}, not ${status}:\n${answer.text.slice(0, 2000)}`);
  return answer;
}
