type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
/** palio.js notes what is typed before React runs: React puts a textarea's first text back when it takes the page over. */
type Noted = Control & { typedEarly?: string };

const controlsOf = (form: HTMLFormElement): Noted[] =>
  [...form.elements].filter(
    (element): element is Control =>
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement ||
      (element instanceof HTMLInputElement && element.type !== "hidden"),
  );

function isChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const chosen = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(chosen, 0);
  }
  if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type))
    return control.checked !== control.defaultChecked;
  return control.value !== control.defaultValue;
}

/**
 * Brings back what was typed before the page's script ran; true where the form is not as the server made it. From then
 * on the form is the script's, and asking again answers false.
 */
export function takeTypedEarly(form: HTMLFormElement): boolean {
  if (form.dataset.live) return false;
  form.dataset.live = "yes";
  const controls = controlsOf(form);
  for (const control of controls) {
    const { typedEarly } = control;
    if (typedEarly !== undefined && control.value !== typedEarly) control.value = typedEarly;
  }
  return controls.some(isChanged);
}
