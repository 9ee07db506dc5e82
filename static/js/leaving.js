/* leaving.js - ours (EUPL-1.2). Lets the browser ask before typed text is lost by leaving a page; does nothing else: it reads
   no word, keeps nothing, sends nothing, presses nothing. Without this file everything works, and nobody asks (ADR 11). */
"use strict";

(() => {
  const TYPED = "form[method=post] :is(textarea, input[type=text], input:not([type])):not([readonly])";
  const touched = new Set();
  let sending = null;

  document.addEventListener("input", (event) => {
    if (event.target instanceof Element && event.target.matches(TYPED)) touched.add(event.target);
  });

  /* What a refused form gave back is not saved either. */
  const refused = (field) => field.form.querySelector("[aria-invalid=true]") !== null && field.value.trim() !== "";
  const unsaved = (field) => (touched.has(field) && field.value !== field.defaultValue) || refused(field);

  /* A form that is sent takes its own fields along. Another form on the page loses a text; a line beside it was given up. One in
     the head of the page (signing out, the other language) has nothing to do with what was typed. */
  const lost = (field) => field.isConnected && unsaved(field) && field.form !== sending && (!sending || field.tagName === "TEXTAREA");

  window.addEventListener("submit", (event) => {
    sending = event.defaultPrevented || event.target.closest("main") === null ? null : event.target;
  });
  window.addEventListener("pageshow", () => { sending = null; });
  window.addEventListener("beforeunload", (event) => {
    if ([...document.querySelectorAll(TYPED)].some(lost)) {
      event.preventDefault();
      event.returnValue = ""; /* older browsers ask for this */
    }
    sending = null;
  });
})();
