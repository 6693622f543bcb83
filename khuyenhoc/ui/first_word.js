"use strict";
(() => {
  // The connection to the server, and the first word on it ("draw the page of this address"), go out while
  // Streamlit's scripts are still on their way: the server draws meanwhile. When Streamlit comes to connect, it is
  // given this connection, and what was said on it since. Its own first word is left out where it is the same; where
  // it is not, it goes out too, and the page is drawn once more, as Streamlit wants it.
  const Usual = window.WebSocket;
  const parts = window.khuyenhocParts;
  const page = location.pathname.slice(1);
  // What Streamlit would tell in another way.
  if (!/^[\w-]*$/.test(page) || /[?&]embed/.test(location.search)) return;

  // As Streamlit's protocol has it: BackMsg.rerun_script, a ClientState with its ContextInfo.
  const varint = (value) => {
    const bytes = [];
    let rest = BigInt.asUintN(64, BigInt(value));
    for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
    return [...bytes, Number(rest)];
  };
  const number = (field, value) => [field << 3, ...varint(value)];
  const whole = (field, bytes) => [(field << 3) | 2, ...varint(bytes.length), ...bytes];
  const text = (field, value) => whole(field, [...new TextEncoder().encode(value)]);
  const unlessEmpty = (field, value) => (value ? text(field, value) : []);
  const context = [
    ...text(1, Intl.DateTimeFormat().resolvedOptions().timeZone),
    ...number(2, new Date().getTimezoneOffset()),
    ...text(3, navigator.language),
    ...text(4, location.origin + location.pathname),
    ...number(5, 0),
    ...text(6, "light"),
  ];
  const asked = [...unlessEmpty(1, location.search.slice(1)), ...whole(2, []), ...unlessEmpty(4, page)];
  const firstWord = new Uint8Array(whole(11, [...asked, ...whole(8, context)]));

  const address = `${location.origin.replace(/^http/, "ws")}/_stcore/stream`;
  const known = document.cookie.match(/\b_streamlit_xsrf=([^;]*)\b/);
  const protocols = ["streamlit", known ? known[1] : "PLACEHOLDER_AUTH_TOKEN"];
  const socket = new Usual(address, protocols);
  socket.binaryType = "arraybuffer";
  let isTaken = false;
  const begin = (event) => {
    Usual.prototype.send.call(socket, firstWord);
    if (!isTaken) event.stopImmediatePropagation();
  };
  socket.addEventListener("open", begin, { once: true });
  // What was said and Streamlit has not been told: it does not listen yet, or scripts are on their way.
  const kept = [];
  let isListening = false;
  const tell = () => {
    for (const data of kept.splice(0)) socket.dispatchEvent(new MessageEvent("message", { data }));
  };
  const tellWhenReady = () => parts.ready().then(tell);
  socket.addEventListener("message", (event) => {
    if (!event.isTrusted) return; // told by us
    parts.hear(event.data);
    if (isListening && !kept.length && !parts.isBusy()) return;
    event.stopImmediatePropagation();
    if (kept.push(event.data) === 1 && isListening) tellWhenReady();
  });
  const isFirstWord = (said) =>
    said.length === firstWord.length && firstWord.every((byte, place) => byte === said[place]);
  socket.send = (said) => {
    delete socket.send;
    if (!isFirstWord(said)) socket.send(said);
    isListening = true;
    tellWhenReady();
  };
  const take = () => {
    isTaken = true;
    if (socket.readyState === Usual.OPEN) setTimeout(() => socket.dispatchEvent(new Event("open")));
    return socket;
  };
  window.WebSocket = new Proxy(Usual, {
    construct: (usual, given) => {
      window.WebSocket = usual;
      // The token is masked anew in each answer; a third word is a session to come back to.
      const isSame = new URL(given[0]).href === address && given[1].length === protocols.length;
      if (isSame && socket.readyState <= usual.OPEN) return take();
      socket.close();
      return new usual(...given);
    },
  });
})();
