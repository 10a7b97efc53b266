/* After the first answer the page goes on by itself, with or without signal; "not sure" opens Help now. */
const first = document.getElementById("safe-form");
let answer;

first?.addEventListener("submit", (event) => (answer = event.submitter?.value));
first?.addEventListener("steady:kept", ({ detail }) => {
  if (answer === "not_sure") return location.assign(first.dataset.help);
  const next = document.getElementById("next-form");
  next.elements.of.value = next.elements.base.value = detail.id;
  next.dataset.then = `/log/${detail.id}`;
  document.getElementById("first").hidden = true;
  document.getElementById("next").hidden = false;
  scrollTo(0, 0);
  document.querySelector("#next h1").focus();
});
