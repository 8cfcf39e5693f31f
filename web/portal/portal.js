// Comfort on top of pages that work without it: printing, the present position, a form that is sent once.
for (const element of document.querySelectorAll('.scripted')) element.hidden = false;

for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => window.print());

const locate = document.querySelector('[data-locate]');
if (locate && !navigator.geolocation) locate.parentElement.hidden = true;
locate?.addEventListener('click', () => {
  const said = locate.parentElement.querySelector('[role=status]');
  const form = locate.form;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      form.elements.lat.value = coords.latitude.toFixed(6);
      form.elements.lng.value = coords.longitude.toFixed(6);
      said.textContent = locate.dataset.done;
    },
    () => {
      said.textContent = locate.dataset.failed;
    },
    { enableHighAccuracy: true, timeout: 15_000 },
  );
});

// The server makes one case of two submissions anyway; this only spares the second wait.
for (const form of document.forms) {
  form.addEventListener('submit', () => form.setAttribute('aria-busy', 'true'));
}
window.addEventListener('pageshow', () => {
  for (const form of document.forms) form.removeAttribute('aria-busy');
});

document.querySelector('.summary')?.focus();
