import { createSSRApp } from "vue";
import { createRouter } from "vue-router";
import App from "./App.vue";
import Article from "./pages/Article.vue";
import Other from "./pages/Other.vue";
import Property from "./pages/Property.vue";

/** The app, with what the server knows: the brief, and its HTML. */
export async function createApp(history, state, path) {
  const routes = [
    { path: "/", component: Article },
    { path: "/other", component: Other },
    { path: "/property", component: Property },
  ];
  const router = createRouter({ history, routes });
  const app = createSSRApp(App).use(router).provide("state", state);
  if (path) await router.push(path);
  await router.isReady();
  return app;
}
