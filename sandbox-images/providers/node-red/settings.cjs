/** Settings of Node-RED: no editor, no look for updates, no telemetry; flows come from a file and stay as they are. */
module.exports = {
  uiHost: '0.0.0.0',
  uiPort: Number(process.env.PORT ?? 1880),
  flowFile: '/app/flows.json',
  credentialSecret: false,
  httpAdminRoot: false,
  httpNodeRoot: '/',
  disableEditor: true,
  readOnly: true,
  telemetry: { enabled: false, updateNotification: false },
  externalModules: { palette: { allowInstall: false, allowUpload: false }, modules: { allowInstall: false } },
  diagnostics: { enabled: false, ui: false },
  runtimeState: { enabled: false, ui: false },
  logging: { console: { level: 'info', metrics: false, audit: false } },
};
