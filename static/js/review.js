/* review.js - ours (EUPL-1.2). Keys for the review screen, its lists of several findings and the page of the second person. Presses the buttons and links that are on the page; sends nothing itself.
   Without this file everything works by mouse, Tab and Enter. */
"use strict";

(() => {
  const root = document.querySelector(".mc-review");
  if (!root) return;
  const LETTERS = "review-letters";
  const box = document.getElementById("letters");
  let busy = false;

  const remembered = () => { try { return localStorage.getItem(LETTERS) !== "off"; } catch { return true; } };
  const remember = (on) => { try { localStorage.setItem(LETTERS, on ? "on" : "off"); } catch { /* a browser without memory */ } };
  let letters = remembered();

  const show = () => root.classList.toggle("mc-review--keys", letters);
  for (const part of root.querySelectorAll(".mc-scripted")) part.hidden = false;
  show();
  if (box) {
    box.checked = letters;
    box.addEventListener("change", () => { letters = box.checked; remember(letters); show(); });
  }

  /* One decision per press: a second press before the next page stands there is not for this finding. */
  root.addEventListener("submit", (event) => {
    if (busy) { event.preventDefault(); return; }
    busy = true;
    root.classList.add("mc-review--busy");
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) { busy = false; root.classList.remove("mc-review--busy"); } });

  const typing = (node) => node.closest("textarea, select, input:not([type=radio], [type=checkbox], [type=submit], [type=hidden])");
  const first = (details) => [...details.querySelectorAll("[data-resize], input:not([type=hidden]), select, textarea, button")].find((node) => node.checkVisibility());

  /* Where the focus was before a key opened something; it goes back there. */
  let came = null;
  const goBack = (details) => {
    const goal = came && came.isConnected && came !== document.body ? came : details.querySelector("summary");
    came = null;
    goal.focus();
  };

  const open = (details, at) => {
    const wasOpen = details.open;
    details.open = !wasOpen || details.id !== "toetsen";
    if (!details.open) { goBack(details); return; }
    if (!wasOpen && details.id === "toetsen") came = document.activeElement;
    const goal = (at && details.querySelector(at)) || first(details) || details.querySelector("summary");
    goal.focus();
    details.scrollIntoView({ block: "nearest" });
  };

  const press = (goal) => {
    if (goal.tagName === "DETAILS") { open(goal, goal.dataset.key === "v" && takeSelection() && "#toe-soort"); return; }
    if (goal.matches("input, select")) { goal.focus(); return; }
    if (goal.tagName === "A") busy = true;
    goal.click();
  };

  /* On a page with several things to decide about, a key is for the one that has the focus, and else for none of them. */
  const items = [...root.querySelectorAll("[data-item]")];
  const boxes = [...root.querySelectorAll("[data-step]")];
  const itemOf = (node) => node.closest("[data-item]");
  const inside = (box, key) => [...box.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key && node.checkVisibility());
  const byKey = (key, node) => {
    const box = key === "?" || !items.length ? root : itemOf(node);
    return box ? inside(box, key) : undefined;
  };

  const walk = (key, node) => {
    const all = items.length ? items : boxes;
    const goal = all[all.indexOf(items.length ? itemOf(node) : node) + (key === "j" ? 1 : -1)];
    if (!goal) return;
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    const node = event.target instanceof Element ? event.target : document.body;
    if (event.repeat && event.key === "Enter" && node.tagName === "BUTTON") { event.preventDefault(); return; }
    if (event.key === "Escape") { shut(node); return; }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || (node.dataset.saves && node.tagName === "INPUT"))) { save(node, event); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !letters || busy) return;
    if (typing(node)) return;
    if (/^[1-9]$/.test(event.key)) { choose(event); return; }
    const key = event.key.toLowerCase();
    if ((items.length || boxes.length) && (key === "j" || key === "k")) { event.preventDefault(); walk(key, node); return; }
    const goal = byKey(key, node);
    if (goal) { event.preventDefault(); press(goal); }
  });

  const shut = (node) => {
    const details = node.closest(".mc-choice[open]");
    if (!details) { leave(node); return; }
    details.open = false;
    if (details.id === "toetsen") goBack(details);
    else details.querySelector("summary").focus();
  };

  /* Esc in a field leaves the field; elsewhere it goes back to the page one came from, where there is such a link. */
  const leave = (node) => {
    if (typing(node)) { (itemOf(node) || root.querySelector("h2[tabindex]") || node).focus(); return; }
    const back = root.querySelector("a[data-back]");
    if (back && !busy) press(back);
  };

  const save = (node, event) => {
    /* On a button the words were saved already: whoever presses again means those, not the finding that came in their place. */
    if (node.tagName === "BUTTON") { event.preventDefault(); return; }
    const form = node.closest("form");
    const button = form && form.querySelector(node.dataset.saves ? `button[value="${node.dataset.saves}"]` : "button[type=submit]");
    if (button && root.contains(form)) { event.preventDefault(); form.requestSubmit(button); }
  };

  /* 1 to 5: a reason of the list, and done with it; one that asks for a source waits for that in its field. */
  const choose = (event) => {
    const list = root.querySelector("details[data-key=l][open]");
    const radio = list && list.querySelector(`[data-digit="${event.key}"]`);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    const asks = radio.dataset.asks && document.getElementById(radio.dataset.asks);
    if (asks && !asks.value.trim()) { asks.focus(); return; }
    radio.form.requestSubmit(radio.form.querySelector("button[type=submit]"));
  };

  /* Places are counted in characters as the server counts them, not in the halves of a script. */
  const points = (text) => [...text].length;

  const put = (id, words, near, field) => {
    document.getElementById(id).value = words;
    const place = root.querySelector(`[data-near="${id}"]`);
    if (place) place.value = near;
    const where = root.querySelector(`[data-field-of="${id}"]`);
    if (where) where.value = field || "";
  };

  for (const area of root.querySelectorAll("[data-choose]")) {
    area.addEventListener("selectionchange", () => chosen(area));
    area.addEventListener("select", () => chosen(area));
    if ("resize" in area.dataset) resizable(area);
    else walkable(area);
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) goOn(area, event);
    });
  }

  /* What must still be chosen comes first; else it is saved. */
  function goOn(area, event) {
    const asked = [...area.form.querySelectorAll("[data-asked]")].find((field) => !field.value);
    if (!asked) { save(area, event); return; }
    event.preventDefault();
    asked.focus();
  }

  function chosen(area) {
    const words = area.value.slice(area.selectionStart, area.selectionEnd);
    if (words.trim() && document.activeElement === area) put(area.dataset.choose, words.trim(), points(area.value.slice(0, area.selectionStart)), area.dataset.field);
  }

  /* The finding itself is selected first; arrows without Shift take words in or leave them out. */
  function resizable(area) {
    const mark = root.querySelector(".mc-typed a.mc-hit--now");
    const before = mark ? textBefore(mark) : "";
    const from = area.value.indexOf(area.dataset.words, Math.max(0, before.length - 2));
    const at = from < 0 ? area.value.indexOf(area.dataset.words) : from;
    let start = Math.max(0, at), end = start + area.dataset.words.length;
    const select = () => area.setSelectionRange(start, end, "forward");
    area.addEventListener("focus", () => setTimeout(select));
    area.addEventListener("keydown", (event) => {
      if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      [start, end] = step(area.value, area.selectionStart, area.selectionEnd);
      select();
      chosen(area);
    });
  }

  /* A text that cannot be changed has no caret: arrows go from word to word, with Shift they take words in or leave them out. */
  function walkable(area) {
    const words = () => [...area.value.matchAll(/\S+/gu)].map((found) => [found.index, found.index + found[0].length]);
    const clamp = (at, all) => Math.max(0, Math.min(all.length - 1, at));
    let anchor = 0, head = 0;

    const select = (all) => {
      const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
      area.setSelectionRange(all[from][0], all[to][1], head < anchor ? "backward" : "forward");
      chosen(area);
    };
    /* Where the mouse, or the browser itself, left the selection. */
    const look = (all) => {
      const first = clamp(all.findLastIndex((span) => span[0] <= area.selectionStart), all);
      const last = Math.max(first, all.findLastIndex((span) => span[0] < area.selectionEnd));
      const back = area.selectionDirection === "backward";
      [anchor, head] = back ? [last, first] : [first, last];
    };

    area.addEventListener("focus", () => setTimeout(() => {
      const all = words();
      if (all.length && area.selectionStart === area.selectionEnd && !area.dataset.touched) { anchor = head = 0; select(all); }
    }));
    area.addEventListener("pointerdown", () => { area.dataset.touched = "yes"; });
    area.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const all = words();
      look(all);
      const goal = { ArrowRight: head + 1, ArrowLeft: head - 1, ArrowDown: head + 8, ArrowUp: head - 8, Home: 0, End: all.length - 1 }[event.key];
      if (goal === undefined || !all.length) return;
      event.preventDefault();
      head = clamp(goal, all);
      if (!event.shiftKey) anchor = head;
      select(all);
    });
  }

  const STEPS = {
    ArrowLeft: (text, start, end) => [start - (/\S+\s*$/.exec(text.slice(0, start)) || [""])[0].length, end],
    /* Without the mark behind a word: that is no part of what is redacted. */
    ArrowRight: (text, start, end) => [start, end + (/^[\s.,;:!?)"']*\S*[\p{L}\p{N}%€]/u.exec(text.slice(end)) || /^\s*\S+/.exec(text.slice(end)) || [""])[0].length],
    ArrowUp: (text, start, end) => {
      const less = start + (/^\S+\s+/.exec(text.slice(start, end)) || [""])[0].length;
      return [less, end];
    },
    ArrowDown: (text, start, end) => [start, end - (/\s+\S+$/.exec(text.slice(start, end)) || [""])[0].length],
  };

  /* What is selected with the mouse in the original goes into the form, with about where it stands. */
  function takeSelection() {
    const picked = document.getSelection();
    if (!picked || picked.isCollapsed || !picked.rangeCount) return false;
    const range = picked.getRangeAt(0);
    const box = range.startContainer.parentElement && range.startContainer.parentElement.closest(".mc-typed");
    if (!box || !box.contains(range.endContainer)) return false;
    const words = String(picked).trim();
    const until = range.cloneRange();
    until.setStart(box, 0);
    until.setEnd(range.startContainer, range.startOffset);
    if (words) put("toe-woorden", words, points(String(until)), box.dataset.field);
    return Boolean(words);
  }

  function textBefore(mark) {
    const range = document.createRange();
    range.setStart(mark.closest(".mc-typed"), 0);
    range.setEndBefore(mark);
    return String(range);
  }

  /* On a narrow screen the text comes before the buttons: the focus stays on the button, the reader begins with the text. */
  const text = document.getElementById("h-tekst");
  const isFirst = (node) => node instanceof Element && node.matches("button[data-key=a], #h-bevinding");
  const begin = () => requestAnimationFrame(() => text.scrollIntoView({ block: "start" }));
  if (text && matchMedia("(max-width: 63.99em)").matches) {
    /* The browser gives the focus before this file runs, or after it. */
    if (isFirst(document.activeElement)) begin();
    const late = (event) => { if (isFirst(event.target)) begin(); };
    root.addEventListener("focusin", late);
    for (const act of ["pointerdown", "keydown"]) document.addEventListener(act, () => root.removeEventListener("focusin", late), { capture: true });
  }

  root.addEventListener("mouseup", () => { const adding = root.querySelector("details[data-key=v][open]"); if (adding) takeSelection(); });
})();
