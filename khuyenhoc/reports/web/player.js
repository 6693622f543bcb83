"use strict";
const texts = JSON.parse(document.getElementById("texts").textContent);
const answers = JSON.parse(document.getElementById("answers").textContent);
const screens = [...document.querySelectorAll("main > .screen")];
const answerScreens = [...document.querySelectorAll("#answer-screens > .screen")];
const panel = document.getElementById("panel");
const number = document.getElementById("number");
let place = 0, typed = "", shownAnswer = null, quietTimer = 0, notesWindow = null;
const begun = Date.now();

function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
}
function show(wanted) {
  place = Math.max(0, Math.min(screens.length - 1, wanted));
  shownAnswer = null;
  [...screens, ...answerScreens].forEach((screen) => screen.classList.remove("is-shown"));
  screens[place].classList.add("is-shown");
  document.getElementById("bar").style.width = `${(100 * (place + 1)) / screens.length}%`;
  document.title = `${place + 1}/${screens.length} ${screens[place].dataset.title}`;
  writeNotes();
}
function answer(index) {
  closePanel();
  shownAnswer = index;
  [...screens, ...answerScreens].forEach((screen) => screen.classList.remove("is-shown"));
  answerScreens[index].classList.add("is-shown");
  document.title = answerScreens[index].dataset.title;
}
function closePanel() { panel.classList.remove("is-open"); panel.innerHTML = ""; document.body.focus(); }
function openSearch() {
  panel.innerHTML = `<label>${texts.search}<input type="text" autocomplete="off"></label><ul role="listbox"></ul>`;
  panel.classList.add("is-open");
  const input = panel.querySelector("input"), list = panel.querySelector("ul");
  let chosen = 0, found = [];
  const fill = () => {
    const wanted = fold(input.value.trim());
    found = answers.map((name, index) => ({ name, index })).filter((item) => fold(item.name).includes(wanted)).slice(0, 9);
    chosen = Math.min(chosen, Math.max(found.length - 1, 0));
    list.innerHTML = "";
    found.forEach((item, row) => {
      const line = document.createElement("li");
      line.textContent = item.name;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", String(row === chosen));
      line.onclick = () => answer(item.index);
      list.append(line);
    });
    if (!found.length) list.innerHTML = `<li>${texts.nothing}</li>`;
  };
  input.oninput = () => { chosen = 0; fill(); };
  input.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key === "ArrowDown") { chosen = Math.min(chosen + 1, found.length - 1); fill(); event.preventDefault(); }
    if (event.key === "ArrowUp") { chosen = Math.max(chosen - 1, 0); fill(); event.preventDefault(); }
    if (event.key === "Enter" && found.length) answer(found[chosen].index);
    if (event.key === "Escape") closePanel();
  };
  fill();
  input.focus();
}
function openHelp() {
  panel.innerHTML = `<h2>${texts.help}</h2><ul>${texts.keys.map(([key, words]) => `<li><kbd>${key}</kbd> ${words}</li>`).join("")}</ul>`;
  panel.classList.add("is-open");
}
function openNotes() {
  notesWindow = window.open("", "notes", "width=900,height=700");
  if (notesWindow) writeNotes();
}
function writeNotes() {
  if (!notesWindow || notesWindow.closed) return;
  const page = notesWindow.document, next = screens[place + 1];
  page.title = texts.notes;
  page.body.style.cssText = "font: 26px/1.5 'Segoe UI', Arial, sans-serif; margin: 2rem";
  page.body.innerHTML = "<p id='clock' style='font-size:44px;font-weight:700;margin:0'></p><h2></h2><p id='words' style='white-space:pre-wrap'></p><p id='next' style='color:#45525e'></p>";
  page.querySelector("h2").textContent = `${place + 1}/${screens.length}. ${screens[place].dataset.title}`;
  page.getElementById("words").textContent = screens[place].dataset.notes;
  page.getElementById("next").textContent = next ? `${texts.next}: ${next.dataset.title}` : texts.last;
  tick();
}
function tick() {
  if (!notesWindow || notesWindow.closed) return;
  const clock = notesWindow.document.getElementById("clock"), passed = Math.floor((Date.now() - begun) / 1000);
  if (clock) clock.textContent = `${new Date().toLocaleTimeString("vi-VN")} · ${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, "0")}`;
}
setInterval(tick, 1000);
function type(digit) {
  typed = (typed + digit).slice(-3);
  number.textContent = typed;
  number.style.display = typed ? "block" : "none";
}
function leave() {
  if (panel.classList.contains("is-open")) closePanel();
  else if (shownAnswer !== null) show(place);
  else if (document.body.classList.contains("is-black")) document.body.classList.remove("is-black");
  else if (typed) { typed = ""; type(""); }
  else document.body.classList.remove("is-live", "is-beside");
}
const actions = {
  ArrowRight: () => show(place + 1), ArrowDown: () => show(place + 1), PageDown: () => show(place + 1), " ": () => show(place + 1),
  ArrowLeft: () => show(place - 1), ArrowUp: () => show(place - 1), PageUp: () => show(place - 1), Backspace: () => show(place - 1),
  Home: () => show(0), End: () => show(screens.length - 1), Escape: leave,
  f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  b: () => document.body.classList.toggle("is-black"),
  l: () => { document.body.classList.remove("is-beside"); document.body.classList.toggle("is-live"); },
  s: () => { document.body.classList.remove("is-live"); document.body.classList.toggle("is-beside"); },
  n: openNotes, "/": openSearch, t: openSearch, "?": openHelp, h: openHelp,
  Enter: () => { if (typed) { const wanted = Number(typed) - 1; typed = ""; type(""); show(wanted); } else show(place + 1); },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  document.body.classList.add("is-quiet");
  const action = actions[event.key] || actions[event.key.toLowerCase()];
  if (/^[0-9]$/.test(event.key)) type(event.key);
  else if (action && !(panel.classList.contains("is-open") && event.key !== "Escape")) { event.preventDefault(); action(); }
});
// The first click into the frame only gives it the keys: whoever was told to click there has not seen this screen yet.
let hadFocus = true;
document.addEventListener("mousedown", () => { hadFocus = document.hasFocus(); }, true);
document.addEventListener("click", (event) => {
  if (!hadFocus && !event.target.closest("#hand, #panel")) return;
  if (event.target.closest("#panel")) return;
  const button = event.target.closest("#hand button");
  if (button) { button.blur(); actions[button.dataset.key](); return; }
  if (shownAnswer !== null) show(place);
  else show(place + (event.clientX < innerWidth / 4 ? -1 : 1));
});
document.addEventListener("mousemove", () => {
  document.body.classList.remove("is-quiet");
  clearTimeout(quietTimer);
  quietTimer = setTimeout(() => document.body.classList.add("is-quiet"), 3000);
});
let touchedAt = 0;
document.addEventListener("touchstart", (event) => { touchedAt = event.changedTouches[0].clientX; }, { passive: true });
document.addEventListener("touchend", (event) => {
  const moved = event.changedTouches[0].clientX - touchedAt;
  if (Math.abs(moved) > 60) show(place + (moved < 0 ? 1 : -1));
}, { passive: true });
document.body.tabIndex = -1;
// The buttons come with the mouse: standing there always, they would cover the line with the source.
document.body.classList.add("is-quiet");
show(0);
