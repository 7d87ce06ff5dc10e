import { createWebHistory } from "vue-router";
import { createApp } from "./app.js";

const state = JSON.parse(document.getElementById("state").textContent);
const app = await createApp(createWebHistory(), state);
state.isHydrating = true;
app.mount("#app");
state.isHydrating = false;
