// The quiet bar. Its words come with the page, in the page's language; several reasons may hold at once, the gravest is shown.

type Reason = "out" | "offline" | "back" | "kept" | "failed" | "sent" | "once" | "twice";
const order: Reason[] = ["once", "twice", "out", "offline", "back", "kept", "failed", "sent"];
const now = new Set<Reason>();

export function say(reason: Reason, on = true, forMs = 0): void {
  if (on) now.add(reason);
  else now.delete(reason);
  const bar = document.getElementById("bar");
  if (!bar) return;
  const words = order.filter((r) => now.has(r)).map((r) => bar.dataset[r])[0] ?? "";
  if (bar.textContent !== words) bar.textContent = words;
  if (on && forMs) setTimeout(() => say(reason, false), forMs);
}
