// A part of a tree that is drawn when it is first opened: a large document costs what is looked at.

import { render } from "../lit/lit-html.js";

customElements.define("json-branch", class extends HTMLElement {
  draw() {
    render(this.branch(), this);
  }
});
