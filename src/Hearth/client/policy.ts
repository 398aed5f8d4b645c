// The one policy of the page about what may become HTML or a script. There can be one, so both stand here.
interface Policy {
  createHTML(html: string): string;
  createScriptURL(address: string): string;
}
declare global {
  interface Window {
    trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
  }
}

const messenger = "/_content/Hearth/js/messenger.js";

const rules: Policy = {
  // Everything that passes came from our own server, rendered and encoded there.
  createHTML: (html) => html,
  createScriptURL: () => messenger,
};
export const policy: Policy = window.trustedTypes?.createPolicy("hearth", rules) ?? rules;
