// Opens the components named on the page, with the states that the test gave, and keeps what they say.
import { plainModel, show } from "/components/plain_host.js";

window.models = {};
window.said = {};
window.leave = {};
for (const place of document.querySelectorAll("[data-component]")) {
  const name = place.dataset.component;
  const component = (await import(`/components/${name}.js`)).default;
  window.said[name] = [];
  const model = plainModel({
    state: window.given?.[name] ?? {},
    said(content) {
      window.said[name].push(structuredClone(content));
      if (window.answering === "at once" && content.edit) return { saved: content.edit, at: "14:32" };
      return undefined;
    },
  });
  window.models[name] = model;
  window.leave[name] = await show(component, model, place);
}
await document.fonts.ready; // so that nothing moves under a pointer
document.body.dataset.ready = "yes";
