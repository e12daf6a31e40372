// While a window or a form is being fetched, what is typed is meant for it and is no command.
let under = 0;

export const isOpening = () => under > 0;

export async function opening(act) {
  under += 1;
  try { return await act(); } finally { under -= 1; }
}
