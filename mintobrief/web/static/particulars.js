// 会议概况: what the server says of the form takes the form's place.
document.addEventListener("answered", ({ detail: { found } }) => {
  const form = found.find((piece) => piece.id === "particulars");
  if (!form) return;
  document.getElementById("particulars").replaceWith(form);
  form.querySelector(".wrong")?.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); event.target.form?.requestSubmit(); }
});
