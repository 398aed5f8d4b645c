// @ and the first letters of a name, in a box whose form knows names: those that can be named there, to press. What is typed counts all
// the same; who is named is decided where it is written.
export {};

const most = 5;
const begun = /(^|[^\p{L}\p{N}@/._+-])@([\p{L}\p{N}]*)$/u;

function offer(box: HTMLTextAreaElement, place: HTMLElement): void {
  const found = box.selectionStart === box.selectionEnd ? begun.exec(box.value.slice(0, box.selectionStart)) : null;
  const letters = found?.[2]!.toLocaleLowerCase();
  const names = letters === undefined ? [] : place.dataset.names!.split("\n").filter((name) => name && name.toLocaleLowerCase().startsWith(letters) && name.toLocaleLowerCase() !== letters);
  place.replaceChildren(...names.slice(0, most).map((name) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn soft dense";
    made.textContent = `@${name}`;
    made.addEventListener("click", () => {
      const end = box.selectionStart;
      box.setRangeText(`@${name} `, end - letters!.length - 1, end, "end");
      place.replaceChildren();
      box.focus();
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return made;
  }));
}

document.addEventListener("input", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLTextAreaElement)) return;
  const place = box.form?.querySelector<HTMLElement>("[data-names]");
  if (place) offer(box, place);
});
