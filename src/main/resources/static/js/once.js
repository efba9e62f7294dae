/*
 * form[data-once] is sent once: a second click would take the first one's place, and its answer, with the new session in
 * it, would not be received.
 */
for (const form of document.querySelectorAll('form[data-once]')) {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (sent) {
      event.preventDefault();
    }
    sent = true;
  });
  window.addEventListener('pageshow', () => {
    sent = false;
  });
}
