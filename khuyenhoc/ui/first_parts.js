"use strict";
(() => {
  // Streamlit fetches the script of a kind of element when it comes to draw the first one, leaves a gap there, and
  // draws the page again once the script is there. What the server says first tells which kinds will be needed: their
  // scripts are fetched before Streamlit draws for the first time.
  const KINDS = {kinds};
  // These take long to start. They are only fetched, so that the words of the page come first.
  const LARGE = /Chart|DataFrame/;
  const parts = new Map();
  const wanted = new Set();
  const begun = new Set();
  const begin = (name) => {
    const { made, file } = parts.get(name);
    if (LARGE.test(name)) {
      const link = document.createElement("link");
      Object.assign(link, { rel: "modulepreload", href: file, crossOrigin: "" });
      document.head.append(link);
      return;
    }
    try {
      made._init(made._payload); // as React does when it comes to it: throws a promise until all is there
    } catch (promise) {
      const end = () => begun.delete(promise);
      begun.add(promise);
      promise.then(end, end);
    }
  };
  // In place of React's own, in Streamlit's script (streamlit_scripts.py).
  window.khuyenhocLazy = (lazy, load) => {
    const made = lazy(load);
    const found = /import\(`\.\/((\w+)[^`]*)`/.exec(load);
    if (found) parts.set(found[2], { made, file: `/static/js/${found[1]}` });
    if (found && wanted.has(found[2])) begin(found[2]);
    return made;
  };
  // The field of a protobuf message for which there is an answer: its number and its bytes.
  const field = (bytes, isSought) => {
    let at = 0;
    const varint = () => {
      let value = 0;
      for (let weight = 1; ; weight *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * weight;
        if (!(byte & 128)) return value;
      }
    };
    while (at < bytes.length) {
      const key = varint();
      const length = key % 8 === 2 ? varint() : 0;
      if (key % 8 === 2 && isSought(key >> 3)) return [key >> 3, bytes.subarray(at, at + length)];
      if (key % 8 === 0) varint();
      else at += { 1: 8, 2: length, 5: 4 }[key % 8];
    }
    return [0, new Uint8Array()];
  };
  // For first_word.js, which passes on what the server says.
  window.khuyenhocParts = {
    // ForwardMsg.delta.new_element, and what it is of.
    hear: (data) => {
      const delta = field(new Uint8Array(data), (number) => number === 5)[1];
      const element = field(delta, (number) => number === 3)[1];
      const name = KINDS[field(element, (number) => number in KINDS)[0]];
      if (!name || wanted.has(name)) return;
      wanted.add(name);
      if (parts.has(name)) begin(name);
    },
    // Whether scripts are on their way, and a promise of all that are; nobody waits for them for long.
    isBusy: () => begun.size > 0,
    ready: () => Promise.race([Promise.allSettled(begun), new Promise((done) => setTimeout(done, 150))]),
  };
})();
