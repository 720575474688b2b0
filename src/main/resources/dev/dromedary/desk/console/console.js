(() => {
  const form = document.querySelector('form.drop');
  let busy = false;
  if (form) {
    const files = form.querySelector('input[type=file]');
    const over = on => event => { event.preventDefault(); form.classList.toggle('over', on); };
    form.addEventListener('dragover', over(true));
    form.addEventListener('dragleave', over(false));
    form.addEventListener('drop', event => {
      over(false)(event);
      if (event.dataTransfer.files.length > 0) { files.files = event.dataTransfer.files; form.requestSubmit(); }
    });
    form.addEventListener('submit', () => { busy = true; });
  }
  // What somebody writes or chooses would be lost.
  document.addEventListener('input', () => { busy = true; });
  const main = document.querySelector('main');
  const news = document.getElementById('news');
  const look = async () => {
    try {
      const now = await (await fetch('/changes', { cache: 'no-store' })).text();
      if (main.dataset.seen !== '' && now !== main.dataset.seen && !busy) {
        if (main.dataset.live === 'yes') { location.reload(); return; }
        news.hidden = false;
      }
    } catch (e) { return; }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
})();
