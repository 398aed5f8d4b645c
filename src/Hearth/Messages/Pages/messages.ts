// Beside the box to write in: a word of caution while something leads elsewhere, and the last message in sight.
const nudge = document.querySelector<HTMLElement>("[data-nudge]");
const box = nudge?.closest("form")?.querySelector<HTMLTextAreaElement>("textarea[name=Text]");
if (nudge && box) {
  const elsewhere = new RegExp(nudge.dataset.nudge ?? "", "i");
  const look = () => (nudge.hidden = !elsewhere.test(box.value));
  box.addEventListener("input", look);
  box.form?.addEventListener("reset", () => (nudge.hidden = true));
  look();
}

// On a phone the page itself scrolls: whoever was at its end stays there when something arrives.
const end = document.getElementById("end");
const thread = document.getElementById("thread");
if (end && thread) {
  let there = true;
  new IntersectionObserver((seen) => (there = seen.some((one) => one.isIntersecting))).observe(end);
  new MutationObserver(() => there && end.scrollIntoView({ block: "end" })).observe(thread, { childList: true, subtree: true });
}
