// The demo page's own control, which sets where the clocks of the page's widgets start. It only sets or removes the
// public attribute `as-of`; the widgets do the rest.

const form = document.querySelector('.clock-switch');

const apply = () => {
  const asOf = new FormData(form).get('clock');
  for (const brief of document.querySelectorAll('summit-brief')) {
    if (asOf) brief.setAttribute('as-of', asOf);
    else brief.removeAttribute('as-of');
  }
};

form?.addEventListener('change', apply);
