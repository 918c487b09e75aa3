type Valued = HTMLInputElement | HTMLSelectElement

/**
 * Keeps what somebody does in a picture that is not alive yet: what they type and choose stays in its field, the button that they press last, or Enter, is
 * remembered. Answers with what gives all of it to the living parts: values at once, before anything is drawn anew, then the press. A form goes nowhere meanwhile.
 */
export function keepEarlyActs(page: Document): () => void {
  const touched = new Set<Valued>()
  let pressed: (() => void) | undefined
  const hold = (event: Event): void => {
    const { target } = event
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) touched.add(target)
  }
  const submit = (event: Event): void => {
    event.preventDefault()
    const form = event.target
    if (form instanceof HTMLFormElement) pressed = () => form.requestSubmit()
  }
  const press = ({ target }: Event): void => {
    const button = target instanceof Element ? target.closest('button') : null
    if (button !== null && button.type !== 'submit') pressed = () => button.click()
  }
  page.addEventListener('input', hold, true)
  page.addEventListener('submit', submit, true)
  page.addEventListener('click', press, true)
  return () => {
    page.removeEventListener('input', hold, true)
    page.removeEventListener('submit', submit, true)
    page.removeEventListener('click', press, true)
    for (const field of touched) tellAgain(field)
    // The parts draw what they were told first.
    if (pressed !== undefined) setTimeout(pressed)
  }
}

/**
 * Says to the part that a field belongs to what stands in it. React takes for new only what is not what it last saw in the element: it sees what is set on the
 * element itself, not what its prototype's setter sets.
 */
function tellAgain(field: Valued): void {
  if (field instanceof HTMLSelectElement) field.dispatchEvent(new Event('change', { bubbles: true }))
  else if (field.type === 'radio' || field.type === 'checkbox') {
    field.checked = !field.checked
    field.click()
  } else {
    const { value } = field
    field.value = ''
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
