const vscode = require('vscode');

exports.activate = (context) => {
  const hello = () => vscode.window.showInformationMessage(`Hello from ${process.env.PROBE_NAME}`);
  context.subscriptions.push(vscode.commands.registerCommand('probe.hello', hello));
};
