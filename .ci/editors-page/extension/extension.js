const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

let client;

exports.activate = () => {
  const server = { module: require.resolve('yaml-language-server/out/server/src/server.js'), transport: TransportKind.ipc };
  client = new LanguageClient('yaml', 'YAML', { run: server, debug: server }, {
    documentSelector: [{ language: 'yaml' }],
    synchronize: { configurationSection: ['yaml', '[yaml]', 'editor', 'files', 'http'] },
  });
  return client.start();
};

exports.deactivate = () => client.stop();
