// Kaoto's editor as its extension embeds it. This page is to it what VS Code is: tells settings, hears of edits.
import { createRoot } from 'react-dom/client';
import { KaotoEditorFactory } from '@kaoto/kaoto';

const answers = {
  getVSCodeKaotoSettings: () => ({
    catalogUrl: new URLSearchParams(location.search).get('catalog'),
    nodeLabel: 'description',
    nodeToolbarTrigger: 'onHover',
    colorScheme: 'light',
    experimentalFeatures: {},
  }),
  getSuggestions: () => [],
};
const requests = new Proxy({}, { get: (_, name) => async () => answers[name]?.() });
const heard = {
  kogitoEditor_ready: () => { window.ready = true; },
  kogitoWorkspace_newEdit: () => { window.edits = (window.edits ?? 0) + 1; },
};
const notifications = new Proxy({}, { get: (_, name) => ({ send: (...values) => heard[name]?.(...values) }) });

window.editor = await new KaotoEditorFactory().createEditor(
  { channelApi: { requests, notifications } },
  { fileExtension: 'camel.yaml', channel: 'VSCODE', resourcesPathPrefix: '', isReadOnly: false },
);
window.editor.af_onOpen();
createRoot(document.getElementById('root')).render(window.editor.af_componentRoot());
