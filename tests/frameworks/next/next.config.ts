import type { NextConfig } from "next";

const config: NextConfig = { serverExternalPackages: ["summit-brief"] };
export default config;
