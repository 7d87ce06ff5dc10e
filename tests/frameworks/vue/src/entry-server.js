import { renderToString } from "@vue/server-renderer";
import { createMemoryHistory } from "vue-router";
import { createApp } from "./app.js";

export const renderPage = async (path, state) => renderToString(await createApp(createMemoryHistory(), state, path));
