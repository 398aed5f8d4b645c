// Shows that something new is there while no page is open. It has no pages under it, keeps nothing and fetches nothing: what it shows
// came with the message, and is one sentence. "Hide page" and signing out take it away.
interface Message {
  title: string;
  path: string;
  /** Of a call: somebody is needed. */
  id?: string;
}
interface Told extends Event {
  data?: { json(): Message };
  notification?: { close(): void; data: string };
  waitUntil(work: Promise<unknown>): void;
}
interface Worker {
  addEventListener(name: "push" | "notificationclick", heard: (told: Told) => void): void;
  registration: { showNotification(title: string, options: object): Promise<void> };
  clients: { openWindow(path: string): Promise<unknown> };
}
const worker = self as unknown as Worker;

worker.addEventListener("push", (told) => {
  const message = told.data?.json();
  // Of notices one at a time: the next takes the place of the one before. Each call stays until it is seen; the same one sent again is one.
  if (message) told.waitUntil(worker.registration.showNotification(message.title, { tag: message.id ?? "new", requireInteraction: !!message.id, icon: "/sheet.svg", badge: "/sheet.svg", data: message.path }));
});

worker.addEventListener("notificationclick", (told) => {
  told.notification?.close();
  told.waitUntil(worker.clients.openWindow(told.notification?.data ?? "/notices"));
});

export {};
