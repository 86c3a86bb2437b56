// What the pages do beyond what HTML does by itself; each works without it.
import { initAll } from "./govuk-frontend.js";
document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
// Parts that htmx puts in need the same.
document.body.addEventListener("htmx:afterSwap", (event) => initAll({ scope: event.detail.target }));
