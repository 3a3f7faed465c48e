// The notebook's part of the page, as small as it can be: theme values, outputs, the state, and the extension's messages.

const elements = new Map();
const listeners = new Set();
let api;

const stage = {
  state: undefined,
  prepared: undefined,
  messages: [],

  setTheme({ bodyClass, background, variables }) {
    const root = document.documentElement;
    for (const name of [...root.style]) root.style.removeProperty(name);
    for (const [name, value] of Object.entries(variables)) root.style.setProperty(name, value);
    document.body.className = bodyClass;
    document.body.style.backgroundColor = background;
    document.body.style.color = variables['--vscode-editor-foreground'];
  },

  async start(state, actions, words, rankings = []) {
    stage.state = state ?? undefined;
    const { activate } = await import('/renderer.js');
    const messaging = {
      postMessage: (message) => answer(message, actions, words, rankings),
      onDidReceiveMessage: (listener) => listeners.add(listener),
    };
    api = await activate({
      workspace: { isTrusted: true },
      getState: () => stage.state,
      setState: (value) => {
        stage.state = structuredClone(value);
      },
      getRenderer: async () => undefined,
      ...(actions ? messaging : {}),
    });
  },

  // The time of drawing must not hold that of bringing the document into the page.
  prepare(value, mime) {
    stage.prepared = [JSON.stringify(value), mime];
  },

  async paintPrepared() {
    const start = performance.now();
    await stage.show(stage.prepared[0], 'output', stage.prepared[1]);
    await painted();
    return performance.now() - start;
  },

  async paintHtml(html) {
    const start = performance.now();
    document.querySelector('#outputs').innerHTML = html;
    await painted();
    return performance.now() - start;
  },

  async show(value, id, mime) {
    let element = elements.get(id);
    if (element === undefined) {
      element = document.createElement('div');
      element.className = 'output';
      element.id = id;
      document.querySelector('#outputs').append(element);
      elements.set(id, element);
    }
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const bytes = new TextEncoder().encode(text);
    const item = {
      id,
      mime,
      metadata: {},
      text: () => text,
      json: () => JSON.parse(text),
      data: () => bytes,
      blob: () => new Blob([bytes], { type: mime }),
    };
    await api.renderOutputItem(item, element, new AbortController().signal);
  },

  dispose(id) {
    api.disposeOutputItem(id ?? undefined);
    for (const [each, element] of elements) {
      if (id && each !== id) continue;
      element.remove();
      elements.delete(each);
    }
  },
};

/** Resolves when the next frame is on the screen. */
function painted() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(null);
    });
  });
}

function answer(message, actions, words, rankings) {
  const reply = (value) =>
    setTimeout(() => {
      for (const listener of listeners) listener(value);
    });
  if (message.type === 'hello') {
    if (words) reply({ type: 'words', ...words });
    reply({ type: 'rankings', rankings });
    return reply({ type: 'actions', actions });
  }
  if (message.type === 'read-ranking') {
    const document = rankings.find(({ created }) => created === message.created) ?? null;
    return reply({ type: 'ranking', request: message.request, document });
  }
  if (message.type === 'keep-views') return;
  stage.messages.push(structuredClone(message));
  return reply({ type: 'reply', request: message.request, ok: true, outcome: `Done: ${message.type}.` });
}

globalThis.stage = stage;
