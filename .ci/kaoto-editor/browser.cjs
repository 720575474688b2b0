// Kaoto's modules look for a browser when they are loaded.
const { JSDOM } = require('jsdom');

const { window } = new JSDOM('<!doctype html><html><body></body></html>', { url: 'http://localhost/' });
window.matchMedia = () => ({ matches: false, addListener() {}, removeListener() {} });
window.document.queryCommandSupported = () => false;
global.window = window;
for (const name of Object.getOwnPropertyNames(window)) {
  if (!(name in global)) {
    try {
      global[name] = window[name];
    } catch {
      // Some may be read in a browser alone.
    }
  }
}
