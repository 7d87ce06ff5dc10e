// The demo page's own control: where the clock of the widgets on this page starts.
// It only sets or removes the public `as-of` attribute; the widget does the rest.

const form = document.querySelector('.clock-switch');

const apply = () => {
  const asOf = new FormData(form).get('clock');
  for (const brief of document.querySelectorAll('summit-brief')) {
    if (asOf) brief.setAttribute('as-of', asOf);
    else brief.removeAttribute('as-of');
  }
};

form?.addEventListener('change', apply);
