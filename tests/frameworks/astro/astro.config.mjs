import { defineConfig } from "astro/config";

// The toolbar's files are in a folder outside this one, which Vite does not serve.
export default defineConfig({ devToolbar: { enabled: false } });
