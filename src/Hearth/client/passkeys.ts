// Passkeys are the one way in that needs a script. The form shows only where a passkey can work: without this file, on an
// address without a name, or in an old browser, the page offers its other ways alone.
interface PasskeyForm extends HTMLFormElement {
  Credential: HTMLInputElement;
}

const possible = isSecureContext && "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential
  && !/^[\d.]+$|:/.test(location.hostname); // authenticators know names, not numbers

/** @param send what to do with the signed form; nothing: it is sent as any other, and the page goes with it. */
export function offer(within: ParentNode, send: (form: HTMLFormElement) => void = (form) => form.submit()): void {
  for (const form of possible ? within.querySelectorAll<PasskeyForm>("form[data-passkey]") : []) {
    form.hidden = false;
    const place = form.closest<HTMLElement>("[data-passkey-place]"); // the words around it
    if (place) place.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void ask(form, send);
    });
  }
}

async function ask(form: PasskeyForm, send: (form: HTMLFormElement) => void): Promise<void> {
  const making = form.dataset.passkey === "make";
  const button = form.querySelector("button")!;
  const words = form.querySelector<HTMLElement>("[data-words]")!;
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  words.textContent = "";
  try {
    const answer = await fetch(making ? "/passkey/make" : "/passkey/ask", { method: "POST", headers: { "X-Hearth": "fetch" } });
    if (!answer.ok) throw new Error("refused");
    const options: unknown = await answer.json();
    const credential = making
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON) });
    form.Credential.value = JSON.stringify(credential);
    send(form); // raises no submit event
  } catch {
    words.textContent = words.dataset.words!;
    button.removeAttribute("aria-disabled");
    button.focus();
  }
}
