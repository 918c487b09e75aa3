/** Calls two frames after what is in the document now: then it has been painted and takes input. Answers with the way to call it off. */
export function whenPainted(then: () => void): () => void {
  let frame = requestAnimationFrame(() => (frame = requestAnimationFrame(then)))
  return () => cancelAnimationFrame(frame)
}
