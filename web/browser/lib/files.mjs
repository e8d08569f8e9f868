// Films that the browser itself makes, and players that are tried.

/** A film of two seconds, which the browser itself makes of a canvas. */
export const film = async (page) => Buffer.from(await page.evaluate(async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
  const brush = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' });
  const parts = [];
  recorder.ondataavailable = (e) => parts.push(e.data);
  recorder.start();
  const start = performance.now();
  await new Promise((done) => {
    const draw = () => {
      const at = performance.now() - start;
      brush.fillStyle = `hsl(${at / 10} 80% 50%)`;
      brush.fillRect(0, 0, 160, 90);
      if (at > 2000) done(); else requestAnimationFrame(draw);
    };
    draw();
  });
  await new Promise((done) => { recorder.onstop = done; recorder.stop(); });
  return Array.from(new Uint8Array(await new Blob(parts).arrayBuffer()));
}));

/** Plays the only player of the page and jumps in it; where it is then. */
export const plays = (page, to) => page.evaluate(async (to) => {
  const player = document.querySelector('video, audio');
  player.muted = true;
  player.preload = 'auto';
  const heard = (name) => new Promise((done, fail) => {
    player.addEventListener(name, done, { once: true });
    setTimeout(() => fail(new Error(`no ${name} in 10 s: ${player.error?.message ?? player.readyState}`)), 10_000);
  });
  if (player.readyState < 1) await heard('loadedmetadata');
  const sought = heard('seeked');
  player.currentTime = to;
  await sought;
  const at = player.currentTime;
  await player.play();
  await heard('timeupdate');
  return { at, width: player.videoWidth ?? 0, error: player.error?.message ?? null };
}, to);
